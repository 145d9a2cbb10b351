package io.apium.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The figures of a run: each measure with its rounds, and ratios of one round's figures to the same round's others. */
final class BenchReport {

    private final Map<String, List<Double>> measures = new LinkedHashMap<>();
    private final Map<String, List<Double>> ratios = new LinkedHashMap<>();

    void add(String measure, double value) {
        System.out.printf(Locale.ROOT, "  %-32s %,12.2f%n", measure, value);
        measures.computeIfAbsent(measure, _ -> new ArrayList<>()).add(value);
    }

    /** Adds nothing when one of the two was not measured. */
    void ratio(String name, String measure, String other) {
        List<Double> values = measures.getOrDefault(measure, List.of());
        List<Double> others = measures.getOrDefault(other, List.of());
        List<Double> ratio = new ArrayList<>();
        for (int i = 0; i < Math.min(values.size(), others.size()); i++) {
            ratio.add(values.get(i) / others.get(i));
        }
        if (!ratio.isEmpty()) {
            ratios.put(name, ratio);
        }
    }

    /** Of the rounds of a ratio that was asked for. */
    double median(String ratio) {
        return median(ratios.getOrDefault(ratio, List.of()));
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    void print(PrintStream out) {
        out.printf("%n%-34s %12s %12s %12s%n", "", "min", "median", "max");
        measures.forEach((name, values) -> row(out, name, values));
        out.println();
        ratios.forEach((name, values) -> row(out, name, values));
    }

    private static void row(PrintStream out, String name, List<Double> values) {
        double min = values.stream().min(Double::compare).orElseThrow();
        double max = values.stream().max(Double::compare).orElseThrow();
        out.printf(Locale.ROOT, "%-34s %,12.2f %,12.2f %,12.2f%n", name, min, median(values), max);
    }

    void write(Path file) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("machine", machine());
        document.put("measures", measures);
        document.put("ratios", ratios);
        Map<String, Double> medians = new LinkedHashMap<>();
        measures.forEach((name, values) -> medians.put(name, median(values)));
        ratios.forEach((name, values) -> medians.put(name, median(values)));
        document.put("medians", medians);
        Files.writeString(
                file,
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(document));
        System.out.println("\nwritten to " + file.toAbsolutePath());
    }

    private static Map<String, Object> machine() {
        return Map.of(
                "processors", Runtime.getRuntime().availableProcessors(),
                "java", Runtime.version().toString(),
                "os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }
}
