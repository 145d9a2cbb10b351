package io.apium.worker;

import static io.apium.worker.node.WorkerFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskFilter;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.store.Revocation;
import io.apium.task.JsonText;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunningTest {

    private final PipelineTasks tasks = new PipelineTasks();

    @Test
    void a_task_is_run_and_its_record_says_by_whom() {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskRecord.Ended ended = fixture.call(Signature.of("add", 2, 3));

            assertThat(ended)
                    .isEqualTo(new TaskRecord.Succeeded(
                            ended.id(),
                            new JsonText("5"),
                            Samples.NOW,
                            new ResultMetadata("add", "apium@host", "celery", 0, null, null, List.of())));
            fixture.awaitSettled();
            assertThat(fixture.count("add", "SUCCESS")).isOne();
            assertThat(fixture.meters
                            .timer("apium.task.execution", "task", "add")
                            .count())
                    .isOne();
        }
    }

    @Test
    void a_message_that_comes_again_while_its_task_runs_is_not_run_beside_it() throws InterruptedException {
        TaskMessage message = Samples.message(Signature.of("hold"));
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            fixture.publish(message);
            tasks.started.acquire();

            fixture.broker.fail();
            fixture.broker.recover();
            fixture.publish(message);
            await().atMost(LIMIT).until(() -> fixture.broker.unsettled() == 2);
            tasks.mayEnd.release(2);

            assertThat(fixture.ended(message.id())).isInstanceOf(TaskRecord.Succeeded.class);
            fixture.awaitSettled();
            assertThat(tasks.runs).hasValue(1);
        }
    }

    @Test
    void a_running_task_that_is_revoked_is_interrupted_and_terminated() throws InterruptedException {
        try (WorkerFixture fixture = WorkerFixture.started(Map.of("apium.worker.concurrency", "1"), tasks)) {
            TaskId waits = fixture.send(Signature.of("hold")).results().getFirst();
            tasks.started.acquire();
            fixture.store.revocations().revoke(new Revocation.OfTask(waits), Samples.NOW);
            TaskRecord.Ended first = fixture.ended(waits);

            TaskId stubborn = fixture.send(Signature.of("stubborn")).results().getFirst();
            tasks.started.acquire();
            fixture.store.revocations().revoke(new Revocation.OfTask(stubborn), Samples.NOW);
            TaskRecord.Ended second = fixture.ended(stubborn);

            assertThat(List.of(first, second))
                    .allSatisfy(ended -> assertThat(ended)
                            .isInstanceOfSatisfying(
                                    TaskRecord.Revoked.class,
                                    revoked -> assertThat(revoked.error()).isEqualTo(TaskError.revoked("terminated"))));
            assertThat(fixture.result(Signature.of("interrupted")))
                    .as("the next task on that thread")
                    .isEqualTo("false");
        }
    }

    @Test
    void a_filter_ends_what_waits_and_what_runs_and_what_comes() throws InterruptedException {
        Revocation all = new Revocation.OfAll(new TaskFilter("hold", null, null, null), Samples.NOW.plusSeconds(60));
        Map<String, String> two = Map.of("apium.worker.concurrency", "1", "apium.worker.prefetch", "2");
        try (WorkerFixture fixture = WorkerFixture.started(two, tasks)) {
            TaskId runs = fixture.send(Signature.of("hold")).results().getFirst();
            tasks.started.acquire();
            TaskId waits = fixture.send(Signature.of("hold")).results().getFirst();
            await().atMost(LIMIT).until(() -> fixture.broker.unsettled() == 2);

            fixture.store.revocations().revoke(all, Samples.NOW);
            List<TaskRecord.Ended> ended =
                    List.of(fixture.ended(runs), fixture.ended(waits), fixture.call(Signature.of("hold")));

            assertThat(ended).extracting(TaskRecord::state).containsOnly("REVOKED");
            assertThat(fixture.result(Signature.of("add", 1, 2))).isEqualTo("3");
            assertThat(tasks.runs).hasValue(2);
        }
    }

    @Test
    void a_start_is_stored_where_it_is_asked_for() throws InterruptedException {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskId tracked = fixture.send(Signature.of("tracked")).results().getFirst();
            TaskId other = fixture.send(Signature.of("hold")).results().getFirst();
            tasks.started.acquire(2);

            assertThat(fixture.record(tracked))
                    .isEqualTo(new TaskRecord.InProgress(
                            tracked, "STARTED", new JsonText("{\"pid\":42,\"hostname\":\"apium@host\"}")));
            assertThat(fixture.record(other)).isNull();
            tasks.mayEnd.release(2);
        }
    }

    @Test
    void progress_is_stored_while_the_task_runs() throws InterruptedException {
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskId id = fixture.send(Signature.of("reports")).results().getFirst();
            tasks.started.acquire();

            assertThat(fixture.record(id))
                    .isEqualTo(new TaskRecord.InProgress(id, "PROGRESS", new JsonText("{\"current\":3,\"total\":10}")));
            tasks.mayEnd.release();
        }
    }

    @Test
    void a_result_that_nobody_wants_is_not_stored() {
        Signature quiet = Signature.of("add", 1, 2);
        try (WorkerFixture fixture = WorkerFixture.started(tasks)) {
            TaskId id = fixture.send(quiet.with(quiet.options().withReply(new TaskOptions.Reply(true, null, null))))
                    .results()
                    .getFirst();

            await().atMost(LIMIT).until(() -> tasks.runs.get() == 1);
            fixture.awaitSettled();
            assertThat(fixture.record(id)).isNull();
        }
    }
}
