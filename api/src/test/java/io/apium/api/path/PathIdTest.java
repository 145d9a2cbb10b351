package io.apium.api.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.store.ResultStore;
import io.apium.task.JsonText;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class PathIdTest {

    @Autowired
    Http http;

    @Autowired
    ResultStore results;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "/",
                "//",
                "a\\b",
                "\\",
                "100%",
                "%2F",
                "a;b=c",
                ";",
                "..",
                ".",
                "../x",
                "a?b#c",
                "a b",
                "a+b",
                "任務",
                "😀",
                "a:b",
                "a,b@c",
                "{a}",
                "[a]",
                "'\"<>|^`",
                "a/events",
                "x:replay",
                "&=",
                "~!*'()"
            })
    void a_task_of_any_id_is_read_where_its_location_says(String id) {
        TaskId task = new TaskId(id);
        results.end(new TaskRecord.Succeeded(task, new JsonText("5"), Instant.now(), ResultMetadata.UNKNOWN))
                .join();
        String location = PathId.location("/v1/tasks", id).toString();

        Answer answer = http.get(location);
        Answer events = http.get(location + "/events");
        Answer gone = http.delete(location);

        assertThat(answer.status()).as(location + ": " + answer).isEqualTo(200);
        assertThat(answer.text("/id")).isEqualTo(id);
        assertThat(events.body()).contains("event: success");
        assertThat(gone.status()).as("it had ended").isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2Fb", "a%5Cb", "%25", "%3B", "%2E%2E", "%0A", "%1B%5B31m", "%C2%85", "%E2%80%AE", "%20"})
    void what_no_id_can_be_or_nothing_has_is_not_found(String id) {
        for (String path : new String[] {
            "/v1/tasks/ID", "/v1/tasks/ID/events", "/v1/flows/ID", "/v1/flows/ID/report", "/v1/flows/ID/graph",
            "/v1/flows/ID/events", "/v1/schedules/ID", "/v1/schedules/ID/next", "/v1/dead-letters/ID", "/v1/workers/ID"
        }) {
            Answer answer = http.get(path.replace("ID", id));

            assertThat(answer.status()).as(path + " " + id + ": " + answer).isEqualTo(404);
            assertThat(answer.text("/type")).isEqualTo("urn:apium:problem:unknown-id");
        }
        assertThat(http.get("/v1/blobs/" + id).status()).isEqualTo(400);
        assertThat(http.post("/v1/schedules/" + id + ":run", "").status()).isEqualTo(404);
        assertThat(http.delete("/v1/tasks/" + id).status()).isEqualTo(404);
    }
}
