package io.apium.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class OpenApiTest {

    private static final Path CHECKED_IN = Path.of("../docs/openapi.json");
    private static final List<String> OPERATIONS = List.of(
            "post /v1/tasks",
            "post /v1/tasks:batch",
            "get /v1/tasks/{id}",
            "delete /v1/tasks/{id}",
            "get /v1/tasks/{id}/events",
            "post /v1/flows",
            "get /v1/flows",
            "post /v1/flows:validate",
            "get /v1/flows/{id}",
            "get /v1/flows/{id}/graph",
            "get /v1/flows/{id}/events",
            "post /v1/flows/{id}:pause",
            "post /v1/flows/{id}:resume",
            "post /v1/flows/{id}:retry",
            "delete /v1/flows/{id}",
            "get /v1/flows/{id}/report",
            "post /v1/tasks:revoke",
            "get /v1/dead-letters",
            "delete /v1/dead-letters",
            "post /v1/dead-letters:replay",
            "get /v1/dead-letters/{id}",
            "delete /v1/dead-letters/{id}",
            "post /v1/dead-letters/{id}:replay",
            "get /v1/schedules",
            "post /v1/schedules",
            "get /v1/schedules/{name}",
            "put /v1/schedules/{name}",
            "patch /v1/schedules/{name}",
            "delete /v1/schedules/{name}",
            "get /v1/schedules/{name}/next",
            "post /v1/schedules/{name}:pause",
            "post /v1/schedules/{name}:resume",
            "post /v1/schedules/{name}:run",
            "put /v1/blobs",
            "get /v1/blobs/{id}",
            "delete /v1/blobs/{id}",
            "get /v1/queues",
            "get /v1/queues/{name}",
            "post /v1/queues/{name}:purge",
            "get /v1/workers",
            "get /v1/workers/{node}",
            "get /livez",
            "get /readyz",
            "get /metrics");

    @Autowired
    Http http;

    @Test
    void the_document_that_is_checked_in_is_the_one_that_is_served() throws IOException {
        String served = http.get("/v1/openapi.json").body().strip() + "\n";
        if (Boolean.getBoolean("apium.update")) {
            Files.writeString(CHECKED_IN, served);
        }

        assertThat(Files.exists(CHECKED_IN) ? Files.readString(CHECKED_IN) : "")
                .as("docs/openapi.json is stale: refresh it with"
                        + " mvn -pl api -am test -Dtest=OpenApiTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dapium.update=true")
                .isEqualTo(served);
    }

    @Test
    void it_lists_every_endpoint_with_its_answers_and_problems() {
        Answer document = http.get("/v1/openapi.json");
        List<String> operations = new ArrayList<>();
        document.at("/paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    operations.add(method.getKey() + " " + path.getKey());
                    assertThat(method.getValue().get("summary").asString()).isNotBlank();
                    assertThat(method.getValue().get("responses").propertyNames())
                            .contains(
                                    path.getKey().startsWith("/v1/")
                                            ? new String[] {"400", "401", "503"}
                                            : new String[] {"200"});
                }));

        assertThat(operations).containsExactlyInAnyOrderElementsOf(OPERATIONS);
        assertThat(document.text("/openapi")).startsWith("3.1");
        assertThat(document.text("/info/license/identifier")).isEqualTo("Apache-2.0");
        assertThat(document.at("/servers").toString()).isEqualTo("[{\"url\":\"/\"}]");
    }

    @Test
    void every_reference_in_it_leads_somewhere() {
        JsonNode document = http.get("/v1/openapi.json").at("");

        assertThat(document.findValuesAsString("$ref"))
                .hasSizeGreaterThan(20)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void the_forms_are_what_is_read() {
        JsonNode schemas = http.get("/v1/openapi.json").at("/components/schemas");
        Answer task = http.post("/v1/tasks", "{\"task\":\"t\",\"x\":1,\"options\":{\"x\":1}}");
        Answer step = http.post("/v1/flows", "{\"task\":\"t\",\"x\":1}");
        Answer map =
                http.post("/v1/flows", "{\"map\":{\"task\":\"t\",\"x\":1,\"over\":{\"x\":1},\"reduce\":{\"x\":1}}}");
        Answer scatter = http.post("/v1/flows", "{\"scatter\":{\"x\":1}}");
        Answer reduce = http.post("/v1/flows", "{\"reduce\":{\"x\":1}}");
        Answer allReduce = http.post("/v1/flows", "{\"allReduce\":{\"x\":1}}");
        Answer scan = http.post("/v1/flows", "{\"scan\":{\"x\":1}}");
        Answer retry = http.post("/v1/tasks", "{\"task\":\"t\",\"options\":{\"retry\":{\"x\":1}}}");
        Answer schedule = http.post("/v1/schedules", "{\"x\":1,\"solar\":{\"x\":1}}");

        assertThat(task.text("/errors/0/detail")).endsWith(names(schemas.at("/Task")));
        assertThat(task.text("/errors/1/detail")).endsWith(names(schemas.at("/Options")));
        assertThat(step.text("/errors/0/detail")).endsWith(names(schemas.at("/Step")));
        assertThat(map.at("/errors").toString())
                .contains(names(schemas.at("/Map/properties/map")))
                .contains(names(schemas.at("/Source")))
                .contains(names(schemas.at("/Joining")));
        assertThat(scatter.text("/errors/0/detail")).endsWith(names(schemas.at("/Scatter/properties/scatter")));
        assertThat(reduce.text("/errors/0/detail")).endsWith(names(schemas.at("/Reduce/properties/reduce")));
        assertThat(allReduce.text("/errors/0/detail")).endsWith(names(schemas.at("/AllReduce/properties/allReduce")));
        assertThat(scan.text("/errors/0/detail")).endsWith(names(schemas.at("/Scan/properties/scan")));
        assertThat(retry.text("/errors/0/detail")).endsWith(names(schemas.at("/Retry")));
        assertThat(schedule.text("/errors/0/detail")).endsWith(names(schemas.at("/Schedule")));
        assertThat(schedule.at("/errors").toString()).contains(names(schemas.at("/Solar")));
        assertThat(http.post("/v1/tasks:revoke", "{\"x\":1}").text("/errors/0/detail"))
                .endsWith(names(schemas.at("/TaskFilter")));
        assertThat(http.post("/v1/dead-letters/any:replay", "{\"x\":1}").text("/errors/0/detail"))
                .endsWith(names(schemas.at("/Replay")));
        assertThat(http.post("/v1/dead-letters:replay", "{\"x\":1}").text("/errors/0/detail"))
                .endsWith(names(schemas.at("/DeadLetterFilter")));
    }

    private static String names(JsonNode schema) {
        List<String> names = new ArrayList<>(schema.get("properties").propertyNames());
        names.sort(null);
        return "must be one of " + String.join(", ", names);
    }
}
