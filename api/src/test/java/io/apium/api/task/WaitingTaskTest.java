package io.apium.api.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.client.DelayedTasks;
import io.apium.store.ResultStore;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class WaitingTaskTest {

    private static final Instant DUE = Instant.parse("2030-01-01T00:00:00Z");
    private static final String LATER =
            "{\"task\":\"math.add\",\"args\":[2,3],\"options\":{\"queue\":\"held\",\"eta\":\"" + DUE + "\"}}";

    @Autowired
    Http http;

    @Autowired
    MemoryStore store;

    @Autowired
    MemoryBroker broker;

    @Autowired
    ResultStore results;

    @Test
    void a_task_that_waits_is_pending_and_says_until_when() {
        int published = broker.published().size();
        Answer accepted = http.post("/v1/tasks", LATER);
        Answer read = http.get(accepted.header("Location"));

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(read.text("/state")).isEqualTo("PENDING");
        assertThat(read.text("/eta")).isEqualTo(DUE.toString());
        assertThat(read.text("/queue")).isEqualTo("held");
        assertThat(read.at("/submittedAt").isString()).isTrue();
        assertThat(read.at("/retries").isMissingNode()).isTrue();
        assertThat(broker.published()).hasSize(published);
    }

    @Test
    void the_queue_that_a_waiting_task_will_come_to_is_known_also_where_none_was_named() {
        Answer sent = http.post("/v1/tasks", "{\"task\":\"t\",\"options\":{\"queue\":\"held\"}}");
        Answer waiting = http.post("/v1/tasks", "{\"task\":\"t\",\"options\":{\"countdown\":600}}");

        assertThat(sent.text("/queue")).isEqualTo("held");
        assertThat(waiting.text("/queue")).isEqualTo("celery");
    }

    @Test
    void a_task_whose_time_has_passed_is_sent_at_once() {
        Answer accepted =
                http.post("/v1/tasks?wait=10", LATER.replace("2030", "2020").replace("held", "celery"));

        assertThat(accepted.text("/state")).isEqualTo("SUCCESS");
        assertThat(accepted.at("/eta").isMissingNode()).isTrue();
    }

    @Test
    void a_task_that_a_celery_client_sent_is_known_while_it_waits() {
        TaskMessage message = message();
        new DelayedTasks(store.ledger()).keep(message.retried(DUE), DUE).join();

        Answer read = http.get("/v1/tasks/" + message.id());
        Answer revoked = http.delete("/v1/tasks/" + message.id());

        assertThat(read.text("/state")).isEqualTo("PENDING");
        assertThat(read.text("/task")).isEqualTo("some.task");
        assertThat(read.at("/retries").asInt()).isEqualTo(1);
        assertThat(read.text("/eta")).isEqualTo(DUE.toString());
        assertThat(revoked.text("/state")).isEqualTo("REVOKED");
        assertThat(revoked.text("/task")).isEqualTo("some.task");
    }

    @Test
    void a_waiting_task_that_is_revoked_has_ended_at_once_and_the_scheduler_hears_of_it() {
        Answer accepted = http.post("/v1/tasks", LATER);
        TaskId id = new TaskId(accepted.text("/id"));

        Answer revoked = http.delete(accepted.header("Location"));

        assertThat(revoked.status()).isEqualTo(202);
        assertThat(revoked.text("/state")).isEqualTo("REVOKED");
        assertThat(revoked.at("/eta").isMissingNode()).isTrue();
        assertThat(store.revocations().among(List.of(id))).containsExactly(id);
    }

    @Test
    void a_task_that_is_to_be_tried_again_says_why_and_when() {
        TaskId id =
                new TaskId(http.post("/v1/tasks", LATER.replace("2030", "2020")).text("/id"));
        TaskError error = new TaskError("ValueError", "builtins", List.of("not yet"), "Traceback");
        results.update(new TaskRecord.Retrying(id, error, 2, DUE)).join();

        Answer read = http.get("/v1/tasks/" + id);
        Answer revoked = http.delete("/v1/tasks/" + id);
        String events = http.get("/v1/tasks/" + id + "/events").body();

        assertThat(read.text("/state")).isEqualTo("RETRY");
        assertThat(read.text("/error/type")).isEqualTo("ValueError");
        assertThat(read.text("/error/message")).isEqualTo("not yet");
        assertThat(read.at("/retries").asInt()).isEqualTo(2);
        assertThat(read.text("/eta")).isEqualTo(DUE.toString());
        assertThat(read.header("Retry-After")).isEqualTo("1");
        assertThat(revoked.text("/state")).isEqualTo("REVOKED");
        assertThat(events)
                .contains("event: retry")
                .contains("\"reason\":\"ValueError('not yet')\",\"retries\":2,\"eta\":\"" + DUE + "\"");
    }

    private static TaskMessage message() {
        return Submission.of(Signature.of("some.task"), SubmissionContext.client(Instant.now()))
                .messages()
                .getFirst();
    }
}
