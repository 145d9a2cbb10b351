package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.store.WorkerRegistry;
import io.apium.store.WorkerStatus;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link WorkerRegistry} promises while it is there. */
public interface WorkerRegistryContract {

    Duration LONG = Duration.ofHours(1);
    Duration SHORT = Duration.ofMillis(200);
    Instant SINCE = Instant.parse("2026-11-22T12:00:00.123Z");

    /** The store under test, the same one throughout a test, whose clock goes on. */
    WorkerRegistry workers();

    @Test
    default void a_worker_is_listed_with_all_that_it_says() throws Exception {
        WorkerStatus status = status("žluť@" + TaskId.random(), 1, SINCE);

        ListenerInbox.done(workers().announce(status, LONG));

        assertThat(of(status.node())).containsExactly(status);
    }

    @Test
    default void its_last_word_stands() throws Exception {
        String node = node();
        WorkerStatus idle = new WorkerStatus(node, 1, SINCE, 0, List.of(), List.of(), List.of());

        ListenerInbox.done(workers().announce(status(node, 1, SINCE), LONG));
        ListenerInbox.done(workers().announce(idle, LONG));

        assertThat(of(node)).containsExactly(idle);
    }

    @Test
    default void a_worker_that_says_nothing_more_is_forgotten() throws Exception {
        String node = node();

        ListenerInbox.done(workers().announce(status(node, 1, SINCE), SHORT));

        await().atMost(ListenerInbox.PATIENCE).until(() -> of(node).isEmpty());
    }

    @Test
    default void a_worker_that_goes_is_gone_at_once_and_may_say_so_twice() throws Exception {
        String node = node();
        ListenerInbox.done(workers().announce(status(node, 1, SINCE), LONG));

        ListenerInbox.done(workers().withdraw(node, 1));
        ListenerInbox.done(workers().withdraw(node, 1));

        assertThat(of(node)).isEmpty();
    }

    @Test
    default void two_processes_of_one_name_are_both_listed_the_last_one_first() throws Exception {
        String node = node();
        WorkerStatus first = status(node, 1, SINCE);
        WorkerStatus second = status(node, 2, SINCE.plusSeconds(1));

        ListenerInbox.done(workers().announce(second, LONG));
        ListenerInbox.done(workers().announce(first, LONG));
        List<WorkerStatus> both = of(node);
        ListenerInbox.done(workers().withdraw(node, 2));

        assertThat(both).containsExactly(second, first);
        assertThat(of(node)).containsExactly(first);
    }

    @Test
    default void of_many_tasks_the_first_are_named() {
        List<String> names =
                IntStream.range(0, 2_000).mapToObj(n -> "tasks.n" + n).toList();

        WorkerStatus status = new WorkerStatus("w", 1, SINCE, 2_000, names, List.of(), List.of());

        assertThat(status.tasks()).hasSize(WorkerStatus.TASKS_MAX).startsWith("tasks.n0");
    }

    private List<WorkerStatus> of(String node) {
        return workers().list().stream()
                .filter(worker -> worker.node().equals(node))
                .toList();
    }

    private static String node() {
        return "apium@" + TaskId.random();
    }

    private static WorkerStatus status(String node, long pid, Instant since) {
        var pool = new WorkerStatus.Pool("threads", "threads", 4, 3, 1, List.of("celery", "b"), 16, 7);
        var device = new WorkerStatus.Device(
                "opencl:0",
                "gpu",
                "Card",
                "Vendor 1.2",
                true,
                1L << 33,
                17,
                0.25,
                3,
                2,
                1.5,
                1,
                false,
                "its host \"fell\"");
        return new WorkerStatus(node, pid, since, 2, List.of("a", "b"), List.of(pool), List.of(device));
    }
}
