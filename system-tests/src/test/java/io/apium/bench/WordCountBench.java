package io.apium.bench;

import io.apium.flow.plan.Plan;
import io.apium.flow.plan.Plans;
import io.apium.store.BlobId;
import io.apium.store.BlobStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The words of a large text, counted by a flow and by {@code sort | uniq -c}. */
final class WordCountBench {

    private static final Duration LIFE = Duration.ofHours(2);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** The words of {@code text.word_count}, for a text that is ASCII. */
    private static final String TOKENS = "tr A-Z a-z <\"$1\" | tr -cs a-z0-9 '\\n' | sed '/^$/d'";

    private final DebianText corpus;
    private final Path folder;

    WordCountBench(DebianText corpus, Path folder) {
        this.corpus = corpus;
        this.folder = folder;
    }

    /** Keeps the text where workers read it. */
    static BlobId uploaded(DebianText corpus, BlobStore blobs) throws IOException {
        try (InputStream text = Files.newInputStream(corpus.file())) {
            return blobs.write(text, "text/plain", LIFE).blob().id();
        }
    }

    static Plan plan(BlobId text, long bytes) {
        return Plans.map("text.word_count")
                .over(Plans.lines(text.value(), bytes))
                .reduce("text.merge_counts")
                .plan();
    }

    /** @return whether both have counted the same */
    boolean run(FlowSide flows) throws Exception {
        BlobStore blobs = flows.port(BlobStore.class);
        System.out.printf("words of %.0f MB: %s%n", corpus.bytes() / 1e6, corpus.madeOf());
        long start = System.nanoTime();
        BlobId text = uploaded(corpus, blobs);
        System.out.printf("  kept as a blob in %.1f s%n", secondsSince(start));

        FlowSide.Ran ran = flows.run(plan(text, corpus.bytes()), PATIENCE);
        start = System.nanoTime();
        Map<String, Long> counted = counts(ran.json(), blobs);
        System.out.printf(
                "  counted by the flow in %.1f s, %.1f MB/s; its %,d words were read in %.1f s%n",
                ran.seconds(), corpus.bytes() / 1e6 / ran.seconds(), counted.size(), secondsSince(start));

        start = System.nanoTime();
        Map<String, Long> expected = sorted();
        System.out.printf(
                "  counted by LC_ALL=C sort | uniq -c, of the same bytes, in %.1f s%n"
                        + "    (%s; what was not ASCII is blank in both, so that a word is [a-z0-9]+ in both)%n",
                secondsSince(start), TOKENS);
        long words = expected.values().stream().mapToLong(Long::longValue).sum();
        String difference = difference(counted, expected);
        System.out.printf("  %,d words, %,d different ones: %s%n", words, expected.size(), difference);
        blobs.delete(text);
        return difference.equals("equal");
    }

    /** The text of a result, or of the blob that it refers to. */
    private static Map<String, Long> counts(String json, BlobStore blobs) throws IOException {
        JsonMapper mapper = JsonMapper.shared();
        TypeReference<Map<String, Long>> counts = new TypeReference<>() {};
        Optional<BlobId> blob =
                json.startsWith("\"") ? BlobId.referred(json.substring(1, json.length() - 1)) : Optional.empty();
        if (blob.isEmpty()) {
            return mapper.readValue(json, counts);
        }
        long bytes = blobs.find(blob.get()).orElseThrow().bytes();
        try (InputStream content = blobs.read(blob.get(), 0, bytes)) {
            return mapper.readValue(content, counts);
        }
    }

    private Map<String, Long> sorted() throws Exception {
        Path counted = folder.resolve("counted.txt");
        ProcessBuilder shell = new ProcessBuilder(
                "sh",
                "-c",
                TOKENS + " | sort | uniq -c >\"$2\"",
                "sh",
                corpus.file().toString(),
                counted.toString());
        shell.environment().put("LC_ALL", "C");
        shell.environment().put("TMPDIR", folder.toString());
        try {
            int code = shell.inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("sort | uniq -c ended with " + code);
            }
            return read(counted);
        } finally {
            Files.deleteIfExists(counted);
        }
    }

    /** Lines of a number and a word. */
    private static Map<String, Long> read(Path counted) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        try (BufferedReader lines = Files.newBufferedReader(counted, StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] count = line.strip().split(" ", 2);
                counts.put(count[1], Long.valueOf(count[0]));
            }
        }
        return counts;
    }

    private static String difference(Map<String, Long> counted, Map<String, Long> expected) {
        TreeSet<String> words = new TreeSet<>(counted.keySet());
        words.addAll(expected.keySet());
        return words.stream()
                .filter(word -> !Objects.equals(counted.get(word), expected.get(word)))
                .findFirst()
                .map(word -> "DIFFERENT, first '%s': %d by the flow, %d by sort"
                        .formatted(word, counted.getOrDefault(word, 0L), expected.getOrDefault(word, 0L)))
                .orElse("equal");
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
