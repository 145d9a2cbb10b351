package io.apium.bench;

import io.apium.process.TestProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Celery's own worker and client, in processes of their own. */
final class CelerySide implements AutoCloseable {

    private static final String PYTHON = "/usr/bin/python3";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String MODULE = "bench_celery";

    private final @Nullable TestProcess worker;
    private final Path folder;
    private final Map<String, String> environment;

    private CelerySide(@Nullable TestProcess worker, Path folder, Map<String, String> environment) {
        this.worker = worker;
        this.folder = folder;
        this.environment = environment;
    }

    static CelerySide of(String brokerUrl, String resultUrl, boolean leftOut) throws Exception {
        Path folder = Files.createTempDirectory("apium-bench");
        Map<String, String> environment = Map.of(
                "BROKER_URL",
                brokerUrl,
                "RESULT_URL",
                resultUrl,
                "PYTHONPATH",
                folder.toString(),
                // or the folder would hold what Python compiled, and stay behind
                "PYTHONDONTWRITEBYTECODE",
                "1");
        if (leftOut || !isCeleryThere()) {
            System.out.println("Celery is left out: python3 -m celery " + (leftOut ? "is not wanted" : "does not run"));
            return new CelerySide(null, folder, environment);
        }
        try (InputStream script = CelerySide.class.getResourceAsStream("/bench/" + MODULE + ".py")) {
            Files.copy(script, folder.resolve(MODULE + ".py"), StandardCopyOption.REPLACE_EXISTING);
        }
        TestProcess worker = TestProcess.of(
                "Celery",
                List.of(PYTHON, "-m", "celery", "-A", MODULE, "worker", "-Q", "bench-celery", "-c", "2", "-l", "INFO"),
                environment);
        worker.awaitLine("ready.");
        return new CelerySide(worker, folder, environment);
    }

    private static boolean isCeleryThere() throws Exception {
        try {
            return !TestProcess.of("Celery", List.of(PYTHON, "-m", "celery", "--version"), Map.of())
                    .finish(PATIENCE)
                    .stream()
                    .filter(line -> line.matches("\\d+\\.\\d+.*"))
                    .toList()
                    .isEmpty();
        } catch (UncheckedIOException noPython) {
            System.out.println("no " + PYTHON + ": " + noPython.getMessage());
            return false;
        }
    }

    boolean isInstalled() {
        return worker != null;
    }

    double throughput(int tasks) throws Exception {
        return figure("throughput", tasks);
    }

    double roundTripMillis(int calls) throws Exception {
        return figure("roundtrip", calls);
    }

    double chordSeconds(int parts) throws Exception {
        return figure("chord", parts);
    }

    /** @return empty when it failed, or did not end within {@code limit} */
    Optional<Double> chordSeconds(int parts, Duration limit) throws InterruptedException {
        try (TestProcess client = client("chord", parts)) {
            return figure(client.finish(limit));
        } catch (IllegalStateException unended) {
            return Optional.empty();
        }
    }

    private TestProcess client(String measure, int count) {
        return TestProcess.of(
                "Celery client", List.of(PYTHON, "-m", MODULE, measure, Integer.toString(count)), environment);
    }

    private static Optional<Double> figure(List<String> output) {
        return output.stream()
                .filter(line -> line.startsWith("figure "))
                .map(line -> Double.valueOf(line.substring("figure ".length())))
                .findFirst();
    }

    private double figure(String measure, int count) throws Exception {
        List<String> output = client(measure, count).finish(PATIENCE);
        return figure(output)
                .orElseThrow(() -> new IllegalStateException(
                        "Celery gave no figure for " + measure + ":\n" + String.join("\n", output)));
    }

    @Override
    public void close() throws IOException {
        if (worker != null) {
            worker.close();
        }
        Files.deleteIfExists(folder.resolve(MODULE + ".py"));
        Files.deleteIfExists(folder);
    }
}
