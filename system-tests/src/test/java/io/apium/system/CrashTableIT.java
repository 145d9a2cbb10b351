package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Chord;
import io.apium.canvas.FollowUps;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.process.TestProcess;
import io.apium.store.ChordStore.Join;
import io.apium.task.JsonText;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.fault.FaultProxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/**
 * The state and the recovery after a process dies between two steps of a task. Where a kill cannot hit the
 * moment, {@link CorePorts#takeAndDie} does on the real servers what a worker had done until then.
 */
class CrashTableIT {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final JsonText FIRST = new JsonText("\"the first\"");

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    private static CountingTask countingTask;
    private static CorePorts corePorts;

    private final String queue = STAGE.queue();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        countingTask = CountingTask.in(folder);
        corePorts = STAGE.insider();
    }

    @Test
    void between_delivery_and_start_and_between_start_and_result_the_message_comes_again() throws Exception {
        TestProcess dies = worker();
        TaskId running = send(countingTask.task(queue, Duration.ofSeconds(2)));
        TaskId waiting = send(countingTask.task(queue, AT_ONCE));
        awaitStart(running);

        dies.kill();
        TestProcess next = worker();

        assertThat(corePorts.ended(running)).isInstanceOf(TaskRecord.Succeeded.class);
        assertThat(corePorts.ended(waiting)).isInstanceOf(TaskRecord.Succeeded.class);
        assertThat(countingTask.starts(running))
                .as("starts of the one that ran")
                .isEqualTo(2);
        assertThat(countingTask.starts(waiting))
                .as("starts of the one that waited")
                .isEqualTo(1);
        assertThat(next.terminate()).isZero();
    }

    @Test
    void between_result_and_follow_ups_the_record_stands_and_what_it_owes_is_paid() throws Exception {
        TaskId callback = TaskId.random();
        TaskId task =
                send(countingTask.task(queue, AT_ONCE).linked(List.of(countingTask.task(queue, AT_ONCE, callback))));
        corePorts.takeAndDie(queue, CrashTableIT::record);

        TestProcess next = worker();

        assertThat(corePorts.ended(callback)).isInstanceOf(TaskRecord.Succeeded.class);
        assertThat(corePorts.ended(task)).isInstanceOfSatisfying(TaskRecord.Succeeded.class, CrashTableIT::isTheFirst);
        assertThat(next.terminate()).isZero();
        assertThat(countingTask.starts(task)).as("starts of what had ended").isZero();
        assertThat(countingTask.starts(callback)).isEqualTo(1);
    }

    @Test
    void between_follow_ups_and_ack_a_follow_up_that_ran_is_recognised() throws Exception {
        TaskId callback = TaskId.random();
        TaskId task =
                send(countingTask.task(queue, AT_ONCE).linked(List.of(countingTask.task(queue, AT_ONCE, callback))));
        corePorts.takeAndDie(queue, message -> {
            TaskRecord.Ended ended = record(message);
            ListenerInbox.done(corePorts.debts().pay(message, FollowUps.of(message, ended, Instant.now())));
        });

        // the callback is behind the message in the queue, so one slot runs both again
        TestProcess next = worker();
        TaskId last = send(countingTask.task(queue, AT_ONCE));

        assertThat(corePorts.ended(callback)).isInstanceOf(TaskRecord.Succeeded.class);
        assertThat(corePorts.ended(last)).isInstanceOf(TaskRecord.Succeeded.class);
        assertThat(next.terminate()).isZero();
        assertThat(countingTask.starts(task)).as("starts of what had ended").isZero();
        assertThat(countingTask.starts(callback))
                .as("starts of what was published twice")
                .isEqualTo(1);
    }

    @Test
    void between_the_last_part_of_a_chord_and_its_body_the_next_worker_publishes_the_body() throws Exception {
        String lastQueue = STAGE.queue();
        TaskId body = TaskId.random();
        Group header = Group.of(countingTask.task(queue, AT_ONCE), countingTask.task(lastQueue, AT_ONCE));
        corePorts.send(Chord.of(header, countingTask.task(queue, AT_ONCE, body)));
        corePorts.takeAndDie(queue, message -> assertThat(join(message)).isInstanceOf(Join.Waiting.class));
        corePorts.takeAndDie(lastQueue, message -> assertThat(join(message)).isInstanceOf(Join.Complete.class));

        TestProcess next = STAGE.worker("--queues", queue + "," + lastQueue, "--task-jars", countingTask.jar());

        assertThat(corePorts.ended(body)).isInstanceOf(TaskRecord.Succeeded.class);
        assertThat(next.terminate()).isZero();
        assertThat(countingTask.starts()).containsEntry(body, 1L);
    }

    @Test
    void a_paused_worker_that_wakes_after_its_task_was_redelivered_and_ended_is_too_late() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(port(STAGE.rabbit().url()))) {
            TestProcess late = STAGE.worker(
                    Map.of("APIUM_BROKER_URL", "amqp://guest:guest@127.0.0.1:" + proxy.port()),
                    "--queues",
                    queue,
                    "--task-jars",
                    countingTask.jar());
            TestStage.takes(late);
            TaskId task = send(countingTask.task(queue, Duration.ofSeconds(1)));
            awaitStart(task);
            late.pause();
            proxy.cut();
            TestProcess next = worker();
            TaskRecord.Ended stands = corePorts.ended(task);

            late.resume();
            proxy.heal();

            assertThat(late.terminate())
                    .as("it has written what it had, or tried to")
                    .isZero();
            assertThat(countingTask.starts(task)).isEqualTo(2);
            assertThat(stands)
                    .isInstanceOfSatisfying(
                            TaskRecord.Succeeded.class,
                            succeeded ->
                                    assertThat(succeeded.result()).isEqualTo(new JsonText(Long.toString(next.pid()))));
            assertThat(corePorts.ended(task)).isEqualTo(stands);
            assertThat(next.terminate()).isZero();
        }
    }

    @Test
    void between_http_and_confirm_the_client_asks_again_under_the_same_key() throws Exception {
        String request = """
                {"task": "math.add", "args": [2, 3], "options": {"queue": "%s"}}""".formatted(queue);
        String key = "\"" + queue + "\"";
        String claim = "apium:idempotency:" + queue;
        RedisClient redis = STAGE.redisClient();
        try (FaultProxy proxy = FaultProxy.to(port(STAGE.rabbit().url()))) {
            ApiClient dies = STAGE.api(Map.of("APIUM_BROKER_URL", "amqp://guest:guest@127.0.0.1:" + proxy.port()));
            assertThat(dies.post("/v1/tasks", request).statusCode()).isEqualTo(202);
            proxy.blackhole();
            Thread unanswered = Thread.startVirtualThread(() -> postAndForget(dies, request, key));
            Awaitility.await().until(() -> redis.exists(claim));
            dies.process().kill();
            unanswered.join();
        }
        ApiClient next = STAGE.api();
        TestProcess worker = worker();

        assertThat(next.post("/v1/tasks", request, "Idempotency-Key", key).statusCode())
                .as("while the dead server's lease runs")
                .isEqualTo(409);
        redis.pexpire(claim, 1);
        var accepted = next.post("/v1/tasks", request, "Idempotency-Key", key);
        var again = next.post("/v1/tasks", request, "Idempotency-Key", key);

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(again.body()).as("asked for once, however often it is sent").isEqualTo(accepted.body());
        TaskId id = new TaskId(ApiClient.read(accepted).path("id").asString());
        assertThat(corePorts.ended(id).state()).isEqualTo("SUCCESS");
        assertThat(worker.terminate()).isZero();
    }

    private TestProcess worker() throws InterruptedException {
        TestProcess worker = STAGE.worker("--queues", queue, "--task-jars", countingTask.jar(), "--concurrency", "1");
        TestStage.takes(worker);
        return worker;
    }

    private static TaskId send(Signature task) throws Exception {
        return corePorts.send(task).results().getFirst();
    }

    private static void awaitStart(TaskId task) {
        Awaitility.await().until(() -> countingTask.starts(task) == 1);
    }

    private static TaskRecord.Ended record(TaskMessage message) throws Exception {
        ResultMetadata metadata = message.provenance("dies@here", List.of());
        return ListenerInbox.done(
                corePorts.results().end(new TaskRecord.Succeeded(message.id(), FIRST, Instant.now(), metadata)));
    }

    /** Records the part and counts it, without publishing the body. */
    private static Join join(TaskMessage message) throws Exception {
        FollowUps owed = FollowUps.of(message, record(message), Instant.now());
        return ListenerInbox.done(corePorts.chords().join(owed.parts().getFirst()));
    }

    private static void isTheFirst(TaskRecord.Succeeded succeeded) {
        assertThat(succeeded.result()).isEqualTo(FIRST);
    }

    private static void postAndForget(ApiClient api, String request, String key) {
        try {
            api.post("/v1/tasks", request, "Idempotency-Key", key);
        } catch (Exception e) {
            // its server is killed before it answers
        }
    }

    private static int port(String url) {
        return URI.create(url).getPort();
    }
}
