package io.apium.api.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.canvas.RelativeTime;
import io.apium.canvas.TaskMessage;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import io.apium.store.ResultStore;
import io.apium.task.JsonText;
import io.apium.task.QueueName;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class TaskControllerTest {

    private static final String HELD = "{\"task\":\"math.add\",\"args\":[2,3],\"options\":{\"queue\":\"held\"}}";

    @Autowired
    Http http;

    @Autowired
    Ledger ledger;

    @Autowired
    ResultStore results;

    @Test
    void a_task_is_accepted_with_its_place_and_its_view() {
        Answer answer = http.post("/v1/tasks", HELD);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/v1/tasks/" + answer.text("/id"));
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.text("/state")).isEqualTo("PENDING");
        assertThat(answer.text("/queue")).isEqualTo("held");
        assertThat(answer.at("/submittedAt").isString()).isTrue();
        assertThat(answer.body()).doesNotContain("null");
    }

    @Test
    void its_message_has_everything_that_was_asked_for() {
        Answer answer = http.post("/v1/tasks", """
            {"task": "some.task", "args": [1, "two", null, [true], 1.10], "kwargs": {"x": {"y": 12345678901234567890}},
             "options": {"queue": "held", "priority": 7, "expires": "2030-01-01T00:00:00+01:00", "countdown": 1.5,
                         "timeLimit": 20, "softTimeLimit": 10, "ignoreResult": true, "shadow": "s",
                         "link": {"task": "after", "immutable": true}, "linkError": [{"chain": [{"task": "a"}]}],
                         "headers": {"tenant": "t1"}}}""");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        TaskMessage message = kept(answer.text("/id"));
        assertThat(message.signature().args())
                .isEqualTo(Arrays.asList(1, "two", null, List.of(true), new BigDecimal("1.10")));
        assertThat(message.signature().kwargs())
                .isEqualTo(Map.of("x", Map.of("y", new BigInteger("12345678901234567890"))));
        assertThat(message.expires()).isEqualTo(Instant.parse("2029-12-31T23:00:00Z"));
        assertThat(message.options().timing().eta()).isEqualTo(new RelativeTime.In(Duration.ofMillis(1500)));
        assertThat(message.options().timing().hardLimit()).isEqualTo(Duration.ofSeconds(20));
        assertThat(message.options().timing().softLimit()).isEqualTo(Duration.ofSeconds(10));
        assertThat(message.options().routing().queue()).isEqualTo(new QueueName("held"));
        assertThat(message.options().routing().priority()).isEqualTo(7);
        assertThat(message.options().reply().ignoreResult()).isTrue();
        assertThat(message.options().reply().shadow()).isEqualTo("s");
        assertThat(message.options().links().onSuccess()).hasSize(1);
        assertThat(message.options().links().onFailure()).hasSize(1);
        assertThat(message.options().extra()).isEqualTo(Map.of("tenant", "t1"));
    }

    @Test
    void a_post_that_waits_is_answered_with_the_end() {
        Answer answer = http.post("/v1/tasks", "{\"task\":\"math.add\",\"args\":[2,3]}", "Prefer", "wait=10");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=10");
        assertThat(answer.header("Retry-After")).isEmpty();
        assertThat(answer.text("/state")).isEqualTo("SUCCESS");
        assertThat(answer.at("/result").asInt()).isEqualTo(5);
        assertThat(answer.text("/task")).isEqualTo("math.add");
        assertThat(answer.text("/worker")).isEqualTo("fake");
        assertThat(answer.at("/endedAt").isString()).isTrue();
    }

    @Test
    void a_post_that_has_waited_in_vain_is_accepted() {
        Answer answer = http.post("/v1/tasks?wait=1s", HELD);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("/state")).isEqualTo("PENDING");
    }

    @Test
    void a_result_is_given_as_it_was_stored() {
        Answer answer = http.post("/v1/tasks?wait=10", "{\"task\":\"demo.text\"}");

        assertThat(answer.body()).contains("\"result\":{ \"kept\" : 1.50 }");
    }

    @Test
    void a_failure_has_an_error_and_no_result() {
        Answer answer = http.post("/v1/tasks?wait=10", "{\"task\":\"demo.fail\"}");

        assertThat(answer.text("/state")).isEqualTo("FAILURE");
        assertThat(answer.text("/error/type")).isEqualTo("ValueError");
        assertThat(answer.text("/error/module")).isEqualTo("builtins");
        assertThat(answer.text("/error/message")).isEqualTo("as asked");
        assertThat(answer.text("/error/traceback")).isEqualTo("Traceback");
        assertThat(answer.at("/result").isMissingNode()).isTrue();
    }

    @Test
    void an_unknown_task_is_not_found() {
        for (String id : List.of("nobody", "x".repeat(300))) {
            Answer answer = http.get("/v1/tasks/" + id + "?wait=30s");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text("/type")).isEqualTo("urn:apium:problem:unknown-id");
            assertThat(answer.text("/instance")).isEqualTo("/v1/tasks/" + id);
        }
    }

    @Test
    void a_wait_is_over_the_moment_the_task_ends() throws Exception {
        TaskId id = held();
        var waiting = http.begin("GET", "/v1/tasks/" + id + "?wait=PT15S");
        var preferring = http.begin("GET", "/v1/tasks/" + id, "Prefer", "respond-async, wait=15");

        results.end(new TaskRecord.Succeeded(id, new JsonText("7"), Instant.now(), ResultMetadata.UNKNOWN))
                .join();

        assertThat(waiting.get().at("/result").asInt()).isEqualTo(7);
        assertThat(preferring.get().at("/result").asInt()).isEqualTo(7);
        assertThat(preferring.get().header("Preference-Applied")).isEqualTo("wait=15");
    }

    @Test
    void a_wait_in_vain_is_answered_with_the_state_at_that_moment() {
        TaskId id = held();
        results.update(new TaskRecord.InProgress(id, "PROGRESS", new JsonText("{\"done\":1}")))
                .join();

        Answer answer = http.get("/v1/tasks/" + id + "?wait=1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/state")).isEqualTo("PROGRESS");
        assertThat(answer.at("/progress/done").asInt()).isEqualTo(1);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "61", "PT2M", "-1", "soon", "", "1m", "99999999999999"})
    void a_wait_that_makes_no_sense_is_refused(String wait) {
        Answer answer = http.get("/v1/tasks/any?wait=" + wait);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/type")).isEqualTo("urn:apium:problem:bad-parameter");
        assertThat(answer.text("/detail")).contains("'" + wait + "'");
    }

    @Test
    void the_tag_changes_with_the_task_and_spares_the_body() {
        TaskId id = held();
        String before = http.get("/v1/tasks/" + id).header("ETag");
        Answer same = http.get("/v1/tasks/" + id, "If-None-Match", before);
        results.update(new TaskRecord.InProgress(id, "STARTED", new JsonText("{}")))
                .join();
        Answer changed = http.get("/v1/tasks/" + id, "If-None-Match", before);

        assertThat(before).matches("\"[\\w-]{20}\"");
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("ETag")).isEqualTo(before);
        assertThat(same.body()).isEmpty();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(before);
        assertThat(changed.at("/startedAt").isString()).isTrue();
    }

    @Test
    void a_wait_with_a_tag_is_over_when_the_task_ends() throws Exception {
        TaskId id = held();
        String before = http.get("/v1/tasks/" + id).header("ETag");
        Answer unchanged = http.get("/v1/tasks/" + id + "?wait=1", "If-None-Match", before);
        var waiting = http.begin("GET", "/v1/tasks/" + id + "?wait=15", "If-None-Match", before);

        results.end(new TaskRecord.Succeeded(id, JsonText.NULL, Instant.now(), ResultMetadata.UNKNOWN))
                .join();

        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(waiting.get().status()).isEqualTo(200);
        assertThat(waiting.get().body()).contains("\"result\":null");
    }

    @Test
    void a_revoked_task_has_ended_at_once() {
        TaskId id = held();

        Answer first = http.delete("/v1/tasks/" + id);
        Answer second = http.delete("/v1/tasks/" + id);

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.text("/state")).isEqualTo("REVOKED");
        assertThat(first.text("/error/type")).isEqualTo("TaskRevokedError");
        assertThat(first.text("/task")).isEqualTo("math.add");
        assertThat(second.status()).isEqualTo(204);
        assertThat(second.body()).isEmpty();
        assertThat(http.get("/v1/tasks/" + id).text("/state")).isEqualTo("REVOKED");
    }

    @Test
    void a_task_that_has_ended_is_not_revoked() {
        Answer ended = http.post("/v1/tasks?wait=10", "{\"task\":\"math.add\",\"args\":[1,1]}");

        assertThat(http.delete(ended.header("Location")).status()).isEqualTo(204);
        assertThat(http.get(ended.header("Location")).text("/state")).isEqualTo("SUCCESS");
        assertThat(http.delete("/v1/tasks/nobody").status()).isEqualTo(404);
    }

    private TaskId held() {
        return new TaskId(http.post("/v1/tasks", HELD).text("/id"));
    }

    private TaskMessage kept(String id) {
        Entry entry = ledger.find(EntryKey.task(new TaskId(id))).orElseThrow();
        return ((DelayedTask) entry.state()).message();
    }
}
