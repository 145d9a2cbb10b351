package io.apium.standalone.demo;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Two counts of the same words. */
record WordCountComparison(Map<String, Long> queued, Map<String, Long> plain) {

    private static final int TOP = 10;
    private static final int DIFFERENCES_MAX = 20;

    boolean agree() {
        return queued.equals(plain);
    }

    /** Prints the most frequent words side by side, and the differences, if any. */
    void print(PrintStream out) {
        out.printf("%n  %-20s %12s %12s%n", "word", "queue", "plain");
        plain.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(TOP)
                .forEach(word -> row(out, word.getKey()));
        if (agree()) {
            out.printf("%ncounts agree: %,d different words%n", plain.size());
        } else {
            List<String> differing = differing();
            out.printf("%ncounts differ in %,d words:%n", differing.size());
            differing.stream().limit(DIFFERENCES_MAX).forEach(word -> row(out, word));
        }
    }

    private void row(PrintStream out, String word) {
        out.printf("  %-20s %,12d %,12d%n", word, queued.getOrDefault(word, 0L), plain.getOrDefault(word, 0L));
    }

    private List<String> differing() {
        TreeSet<String> words = new TreeSet<>(queued.keySet());
        words.addAll(plain.keySet());
        return words.stream()
                .filter(word -> !queued.getOrDefault(word, 0L).equals(plain.getOrDefault(word, 0L)))
                .toList();
    }
}
