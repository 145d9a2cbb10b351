package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.process.TestProcess;
import io.apium.system.TaskLoad.Refusal;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.server.TestServer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Both servers stopped and started, one after the other, while clients ask for tasks without a pause. */
class ServerOutageIT {

    private static final int CLIENTS = 4;
    private static final int SOME = 100;
    private static final int REFUSALS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);

    @RegisterExtension
    static final TestStage STAGE = TestStage.ofItsOwn();

    @Test
    void everything_that_was_accepted_ends_and_no_process_is_restarted() throws Exception {
        TestProcess worker = STAGE.worker("--pool", "virtual", "--concurrency", "8");
        ApiClient api = STAGE.api();
        TestStage.takes(worker);
        TaskLoad taskLoad = TaskLoad.on(api::post, CLIENTS, "{\"task\": \"demo.sleep\", \"args\": [0.005]}");
        awaitAccepted(taskLoad, SOME);

        List<Refusal> withoutBroker = outage(STAGE.rabbit(), taskLoad);
        List<Refusal> withoutStore = outage(STAGE.redis(), taskLoad);
        taskLoad.stop();

        List<TaskId> ids = taskLoad.accepted();
        CorePorts corePorts = STAGE.insider();
        Awaitility.await().atMost(PATIENCE).until(() -> ended(corePorts, ids) == ids.size());
        Map<String, Long> states = corePorts.results().find(ids).values().stream()
                .collect(Collectors.groupingBy(TaskRecord::state, Collectors.counting()));
        assertThat(states).isEqualTo(Map.of("SUCCESS", (long) ids.size()));
        assertThat(worker.isAlive() && api.process().isAlive())
                .as("both processes are the ones that were started")
                .isTrue();
        assertThat(taskLoad.failures()).as("requests without an answer").isEmpty();
        System.out.printf("%d tasks accepted over two outages: %s%n", ids.size(), states);
        areInTime("RabbitMQ away", withoutBroker);
        areInTime("Redis away", withoutStore);
    }

    /** @return how requests were refused while the server was away */
    private static List<Refusal> outage(TestServer server, TaskLoad taskLoad) {
        int refusedBefore = taskLoad.refusals().size();
        server.stop();
        Awaitility.await().atMost(PATIENCE).until(() -> taskLoad.refusals().size() >= refusedBefore + REFUSALS);
        server.start();
        awaitAccepted(taskLoad, taskLoad.accepted().size() + SOME);
        List<Refusal> all = taskLoad.refusals();
        return all.subList(refusedBefore, all.size());
    }

    private static void areInTime(String when, List<Refusal> refusals) {
        Duration slowest = refusals.stream()
                .map(Refusal::after)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Map<Integer, Long> statuses =
                refusals.stream().collect(Collectors.groupingBy(Refusal::status, Collectors.counting()));
        System.out.printf("%s: %d refusals %s, the slowest after %s%n", when, refusals.size(), statuses, slowest);
        assertThat(statuses).as(when).containsKey(503);
        assertThat(refusals).as(when).allMatch(Refusal::saysWhenToRetry);
        assertThat(slowest).as(when).isLessThan(ANSWER_MAX);
    }

    private static void awaitAccepted(TaskLoad taskLoad, int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(taskLoad.accepted().size())
                        .as("accepted, where others were refused: %s", taskLoad.latest())
                        .isGreaterThanOrEqualTo(count));
    }

    private static long ended(CorePorts corePorts, List<TaskId> ids) {
        return corePorts.results().find(ids).values().stream()
                .filter(TaskRecord.Ended.class::isInstance)
                .count();
    }
}
