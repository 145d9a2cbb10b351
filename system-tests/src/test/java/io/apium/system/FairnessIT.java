package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.process.TestProcess;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Long tasks and short ones in one queue: a short one never waits behind a long one while there is a slot anywhere. */
@Tag("alone")
class FairnessIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    private static final int LONG = 10;
    private static final int SHORT = 100;
    private static final Duration SHORT_ONES_WITHIN = Duration.ofSeconds(5);

    private final CorePorts corePorts = STAGE.insider();
    private final String queue = STAGE.queue();

    @Test
    void short_tasks_are_done_while_long_ones_take_ten_of_twelve_slots() throws Exception {
        TestStage.takes(worker(), worker());

        List<TaskId> sleepers = send(LONG, "demo.sleep", 30);
        Duration took = shortOnesTook();

        assertThat(took).isLessThan(SHORT_ONES_WITHIN);
        assertThat(sleepers).noneMatch(this::hasEnded);
        System.out.printf("%d short tasks beside %d long ones took %d ms%n", SHORT, LONG, took.toMillis());
    }

    @Test
    void nor_do_they_wait_where_the_workers_were_used_to_short_ones() throws Exception {
        TestStage.takes(worker(), worker());
        List<TaskId> stream = send(2_000, "demo.echo", "warm");

        List<TaskId> sleepers = send(LONG, "demo.sleep", 30);
        Duration took = shortOnesTook();

        assertThat(took).isLessThan(SHORT_ONES_WITHIN);
        assertThat(stream).allMatch(this::hasEnded);
        assertThat(sleepers).noneMatch(this::hasEnded);
        System.out.printf("%d short tasks behind a stream and %d long ones took %d ms%n", SHORT, LONG, took.toMillis());
    }

    private Duration shortOnesTook() throws Exception {
        long startedAt = System.nanoTime();
        List<TaskId> echoes = send(SHORT, "demo.echo", "short");
        Awaitility.await()
                .atMost(Duration.ofSeconds(25))
                .until(() -> echoes.stream().allMatch(this::hasEnded));
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private List<TaskId> send(int tasks, String name, Object argument) throws Exception {
        TaskOptions options = TaskOptions.NONE.withRouting(new Routing(new QueueName(queue), null));
        List<TaskId> ids = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            ids.add(corePorts
                    .send(Signature.of(name, argument).with(options))
                    .results()
                    .getFirst());
        }
        return ids;
    }

    private boolean hasEnded(TaskId id) {
        return corePorts.results().find(List.of(id)).get(id) instanceof TaskRecord.Ended;
    }

    private TestProcess worker() {
        return STAGE.worker("--queues", queue, "--concurrency", "6");
    }
}
