package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.process.TestProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A process that serves HTTP, and a client of it. */
final class ApiClient {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestProcess process;
    private final URI uri;
    private final HttpClient http = HttpClient.newHttpClient();

    ApiClient(TestProcess process) throws InterruptedException {
        this(process, StartLine.address(process, "address"));
    }

    private ApiClient(TestProcess process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** The API of an older version, which announces itself in another form. */
    static ApiClient old(TestProcess process) throws InterruptedException {
        String ready = process.awaitLine("HTTP is up on port ");
        return new ApiClient(process, URI.create("http://127.0.0.1:" + ready.substring(ready.lastIndexOf(' ') + 1)));
    }

    TestProcess process() {
        return process;
    }

    /** The same server for requests that no client would make. */
    RawHttp raw() {
        return new RawHttp(uri.getPort());
    }

    /** Makes or replaces something. */
    HttpResponse<String> put(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** Posts it whatever becomes of it. */
    HttpResponse<String> post(String path, String json, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Brings content, of which a blob is made. */
    HttpResponse<String> upload(byte[] content) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("/v1/blobs"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(content))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** Posts what is accepted, and reads it again when it has ended. */
    JsonNode ended(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> accepted = post(path, json);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String location = accepted.headers().firstValue("Location").orElseThrow();
        JsonNode view = get(location + "?wait=30s");
        assertThat(view.path("state").asString()).as(view.toString()).isIn("SUCCESS", "FAILURE", "REVOKED");
        return view;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri.resolve(path)).timeout(PATIENCE).build();
        return read(http.send(request, BodyHandlers.ofString()));
    }

    static JsonNode read(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }
}
