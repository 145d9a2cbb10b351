package io.apium.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code apium up} as a process of its own, on a free port, with its temporary files in a folder that can be looked at. */
final class UpProcess implements AutoCloseable {

    private static final int AGAIN_MAX = 10;
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    private final Process process;
    private final URI uri;
    private final HttpClient http = HttpClient.newHttpClient();

    private UpProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    static UpProcess start(Path temporary, String... options) throws IOException {
        return of("celery", temporary, options);
    }

    /** @param queues which its worker takes from */
    static UpProcess of(String queues, Path temporary, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Apium.class.getName(),
                "up",
                "--port",
                "0"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("APIUM_WORKER_QUEUES", queues);
        Process process = builder.start();
        BufferedReader lines = process.inputReader();
        String ready = lines.readLine();
        if (ready == null) {
            throw new IllegalStateException("apium up ended before it was ready");
        }
        Matcher url = URL.matcher(ready);
        if (!url.find()) {
            process.destroyForcibly();
            throw new IllegalStateException("apium up names no URL: " + ready);
        }
        return new UpProcess(process, URI.create(url.group()));
    }

    /**
     * Asks as a client should: again under the same key, when a broker that has only just started does not confirm in time.
     *
     * @return where the task can be asked after
     */
    String submit(String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("/v1/tasks"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
                .POST(BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        for (int again = 0; response.statusCode() == 503 && again < AGAIN_MAX; again++) {
            response = http.send(request, BodyHandlers.ofString());
        }
        if (response.statusCode() != 202) {
            throw new IllegalStateException("not accepted: " + response.statusCode() + " " + response.body());
        }
        return URI.create(response.headers().firstValue("Location").orElseThrow())
                .getPath();
    }

    String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** SIGTERM. */
    int stop() throws InterruptedException {
        process.destroy();
        return exit();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        exit();
    }

    private int exit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("apium up did not end within a minute");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        http.close();
        process.destroyForcibly();
    }
}
