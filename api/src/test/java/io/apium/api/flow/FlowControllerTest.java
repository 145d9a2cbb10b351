package io.apium.api.flow;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class FlowControllerTest {

    private static final String ADD = "{\"task\":\"math.add\",\"args\":[1,2]}";
    private static final String HELD = "{\"task\":\"math.add\",\"args\":[1],\"options\":{\"queue\":\"held\"}}";
    private static final String FAIL = "{\"task\":\"demo.fail\"}";

    @Autowired
    Http http;

    @Autowired
    ResultStore results;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "task  | {T}                                                   | 3       | 1",
                "chain | {\"chain\": [{T}, {T}, {T}]}                          | 9       | 3",
                "group | {\"group\": [{T}, {T}]}                               | [3,3]   | 2",
                "group | {\"group\": [{T}]}                                    | [3]     | 1",
                "chord | {\"chord\": {\"header\": [{T}, {T}], \"body\": {T}}}  | 9       | 3",
                "chain | {\"chain\": [{T}, {\"group\": [{T}, {T}]}, {T}]}      | 15      | 4",
            })
    void a_flow_runs_and_has_a_result(String kind, String body, String result, int tasks) {
        Answer accepted = http.post("/v1/flows", body.replace("{T}", ADD));
        Answer ended = http.get(accepted.header("Location") + "?wait=10");

        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        assertThat(accepted.header("Location")).isEqualTo("/v1/flows/" + accepted.text("/id"));
        assertThat(ended.text("/kind")).isEqualTo(kind);
        assertThat(ended.text("/state")).as(ended.body()).isEqualTo("SUCCESS");
        assertThat(ended.at("/result")).hasToString(result);
        assertThat(ended.at("/progress/total").asInt()).isEqualTo(tasks);
        assertThat(ended.at("/progress/done").asInt()).isEqualTo(tasks);
        assertThat(ended.at("/tasks").size()).isEqualTo(tasks);
        assertThat(ended.header("Retry-After")).isEmpty();
    }

    @Test
    void a_post_that_waits_is_answered_with_the_end() {
        Answer answer = http.post("/v1/flows?wait=10", "{\"group\":[" + ADD + "," + ADD + "]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/state")).isEqualTo("SUCCESS");
    }

    @Test
    void a_failed_step_fails_the_flow() {
        Answer answer = http.post("/v1/flows?wait=10", "{\"chain\":[" + ADD + "," + FAIL + "," + ADD + "]}");

        assertThat(answer.text("/state")).isEqualTo("FAILURE");
        assertThat(answer.text("/error/type")).isEqualTo("ValueError");
        assertThat(answer.at("/progress/failed").asInt()).isEqualTo(2);
        assertThat(answer.text("/tasks/0/state")).isEqualTo("SUCCESS");
    }

    @Test
    void a_flow_is_pending_then_started_then_ended() {
        Answer accepted = http.post("/v1/flows", "{\"group\":[" + HELD + "," + HELD + "]}");
        String flow = accepted.header("Location");
        end(accepted.text("/tasks/1/id"), "2");
        Answer started = http.get(flow);
        Answer same = http.get(flow + "?wait=1", "If-None-Match", started.header("ETag"));
        end(accepted.text("/tasks/0/id"), "1");
        Answer ended = http.get(flow, "If-None-Match", started.header("ETag"));

        assertThat(accepted.text("/state")).isEqualTo("PENDING");
        assertThat(started.text("/state")).isEqualTo("STARTED");
        assertThat(started.at("/progress/done").asInt()).isEqualTo(1);
        assertThat(started.header("Retry-After")).isEqualTo("1");
        assertThat(same.status()).isEqualTo(304);
        assertThat(ended.at("/result")).hasToString("[1,2]");
    }

    @Test
    void a_revoked_flow_has_ended_and_keeps_what_was_done() {
        Answer accepted = http.post("/v1/flows", "{\"group\":[" + HELD + "," + HELD + "]}");
        String flow = accepted.header("Location");
        end(accepted.text("/tasks/0/id"), "1");

        Answer revoked = http.delete(flow);

        assertThat(revoked.status()).isEqualTo(202);
        assertThat(revoked.text("/state")).isEqualTo("REVOKED");
        assertThat(revoked.text("/tasks/0/state")).isEqualTo("SUCCESS");
        assertThat(revoked.text("/tasks/1/state")).isEqualTo("REVOKED");
        assertThat(http.delete(flow).status()).isEqualTo(204);
        assertThat(http.delete("/v1/flows/nobody").status()).isEqualTo(404);
        assertThat(http.get("/v1/flows/nobody").text("/detail")).contains("flow 'nobody'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                     | ''",
                "[]                                                     | ''",
                "{\"chain\": [{T}], \"group\": [{T}]}                   | ''",
                "{\"chain\": []}                                        | /chain",
                "{\"group\": 5}                                         | /group",
                "{\"group\": []}                                        | /group",
                "{\"group\": [{T}], \"options\": {}}                    | /options",
                "{\"chain\": [{T}, {\"group\": [{T}, {\"tsk\": 1}]}]}   | /chain/1/group/1",
                "{\"chord\": {\"header\": [{T}]}}                       | /chord/body",
                "{\"chord\": {\"header\": [{\"task\": 1}], \"body\": {T}}} | /chord/header/0/task",
                "{\"chord\": [{T}]}                                     | /chord",
                "{\"task\": \"t\", \"immutable\": 1}                    | /immutable",
                "{\"task\": \"t\", \"options\": {\"ignoreResult\": true}} | /options",
                "{\"task\": \"t\", \"options\": {\"link\": [{\"chain\": 1}]}} | /options/link/0/chain",
            })
    void a_mistake_is_told_with_its_place(String body, String pointer) {
        Answer answer = http.post("/v1/flows", body.replace("{T}", ADD));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo(pointer == null ? "" : pointer);
        assertThat(answer.at("/errors").size()).isEqualTo(1);
    }

    @Test
    void a_flow_has_limits() {
        String deep = "{\"chain\":[".repeat(20) + ADD + "]}".repeat(20);
        String large = "{\"group\":[" + (HELD + ",").repeat(10_000) + HELD + "]}";

        assertThat(http.post("/v1/flows", deep).text("/detail")).contains("20 deep");
        assertThat(http.post("/v1/flows", large).text("/detail"))
                .contains("/group/10000")
                .contains("10000");
    }

    @Test
    void a_callback_may_ignore_its_result() {
        String body = "{\"task\":\"math.add\",\"args\":[1],\"options\":{\"link\":{\"task\":\"math.add\",\"args\":[1],"
                + "\"options\":{\"ignoreResult\":true}}}}";

        assertThat(http.post("/v1/flows?wait=10", body).text("/state")).isEqualTo("SUCCESS");
    }

    private void end(String id, String result) {
        results.end(new TaskRecord.Succeeded(
                        new TaskId(id), new JsonText(result), Instant.now(), ResultMetadata.UNKNOWN))
                .join();
    }
}
