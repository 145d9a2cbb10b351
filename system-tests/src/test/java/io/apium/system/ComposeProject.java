package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.task.TaskId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code docker-compose.yml} starts, as a project of its own beside one that may run already, and its HTTP API. */
final class ComposeProject implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path LOG = Path.of("target/containers.log").toAbsolutePath();
    private static final String PROJECT = "apium-containers";
    private static final int PORT = 18_080;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration HEALTHY_WITHIN = Duration.ofMinutes(4);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> program;
    private final String token;

    ComposeProject() throws IOException, InterruptedException {
        this.program =
                ended("docker", "compose", "version") == 0 ? List.of("docker", "compose") : List.of("docker-compose");
        this.token = secret("APIUM_API_TOKEN");
    }

    /** Of {@code .env}, which {@code ./apium secrets} has made. */
    private static String secret(String name) throws IOException {
        Properties secrets = new Properties();
        try (InputStream env = Files.newInputStream(ROOT.resolve(".env"))) {
            secrets.load(env);
        }
        return secrets.getProperty(name);
    }

    /** Says it to docker-compose, and fails with what that says when it does not go well. */
    void says(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("-p", PROJECT));
        command.addAll(List.of(words));
        assertThat(ended(command.toArray(String[]::new)))
                .as("%s, whose output is in %s", command, LOG)
                .isZero();
    }

    /** Ends one container of the service as the kernel would. */
    void kill(String service) throws IOException, InterruptedException {
        assertThat(ended("docker", "kill", containers(service).getFirst()))
                .as("docker kill of a " + service)
                .isZero();
    }

    void awaitHealthy() {
        await("every container is healthy")
                .atMost(HEALTHY_WITHIN)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> Stream.of(output("docker", health()).split("\n")).allMatch("running healthy"::equals));
    }

    private String[] health() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("inspect", "-f", "{{.State.Status}} {{.State.Health.Status}}"));
        words.addAll(containers());
        return words.toArray(String[]::new);
    }

    List<String> containers(String... service) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(program.subList(1, program.size()));
        words.addAll(List.of("-p", PROJECT, "ps", "-q"));
        words.addAll(List.of(service));
        return List.of(output(program.getFirst(), words.toArray(String[]::new)).split("\n"));
    }

    /** What docker answers. */
    String docker(String... words) throws IOException, InterruptedException {
        return output("docker", words);
    }

    HttpResponse<String> post(String path, String json, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
    }

    /** Asks for a task, which has to be accepted. */
    TaskId accepted(String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/v1/tasks", json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return new TaskId(ApiClient.read(answer).path("id").asString());
    }

    /** How the task ended; waits for that, through whatever happens to the API, for as long as is said. */
    String state(TaskId id, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        String state = "unknown";
        while (System.nanoTime() < deadline
                && !Stream.of("SUCCESS", "FAILURE", "REVOKED").toList().contains(state)) {
            try {
                HttpRequest request =
                        request("/v1/tasks/" + id.value() + "?wait=20s").build();
                JsonNode view = JSON.readTree(
                        http.send(request, BodyHandlers.ofString()).body());
                state = view.path("state").asString("unknown");
            } catch (IOException e) {
                // the API is away just now: ask again
                Thread.sleep(200);
            }
        }
        return state;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private static int ended(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("APIUM_PORT", Integer.toString(PORT)));
        return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                .start()
                .waitFor();
    }

    private static String output(String program, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor())
                .as("%s, whose complaints are in %s", command, LOG)
                .isZero();
        return output;
    }

    /** Removes the project with its volumes; an interrupted thread leaves it. */
    @Override
    public void close() throws IOException {
        try {
            says("logs", "--no-color");
            says("down", "--volumes");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
