package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.process.TestProcess;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker is stopped, or killed, while its slots are full and as many tasks wait. */
class GracefulStopIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    private static final CorePorts INSIDER = STAGE.insider();
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Beyond the grace, for all that a stop is beside waiting. */
    private static final Duration STOP = Duration.ofSeconds(5);

    private static final Duration LONGER_THAN_GRACE = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource({"threads, 50", "virtual, 50", "process, 4"})
    void what_ends_within_grace_has_ended_for_good_and_the_rest_runs_elsewhere(
            String pool, int slots, @TempDir Path folder) throws Exception {
        SlowFirstTask slowFirstTask = SlowFirstTask.in(folder);
        String queue = STAGE.queue();
        TestProcess stopped = worker(queue, pool, slots, slowFirstTask);
        TestStage.takes(stopped);
        List<TaskId> ids = sendTwiceAsManyAs(slots, slowFirstTask, queue);
        awaitStarts(slowFirstTask, slots);
        Set<ProcessHandle> children = children(stopped);

        long startedAt = System.nanoTime();
        ProcessHandle.of(stopped.pid()).orElseThrow().destroy();
        stopped.awaitLine("worker stopping: ");
        slowFirstTask.release();
        int exitCode = stopped.exit();
        Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
        Set<TaskId> endedThere = slowFirstTask.ends().keySet();
        Set<TaskId> startedThere = slowFirstTask.starts().keySet();
        worker(queue, pool, slots, slowFirstTask);
        Awaitility.await().atMost(PATIENCE).until(() -> ids.stream().allMatch(GracefulStopIT::hasSucceeded));

        assertThat(exitCode).isZero();
        assertThat(took).isLessThan(GRACE.plus(STOP));
        assertThat(startedThere).as("nothing was started after the signal").hasSize(slots);
        assertThat(endedThere).hasSize(slots / 2);
        Map<TaskId, Long> starts = slowFirstTask.starts();
        assertThat(ids)
                .allSatisfy(id -> assertThat(starts.get(id))
                        .isEqualTo(startedThere.contains(id) && !endedThere.contains(id) ? 2 : 1));
        assertThat(slowFirstTask.ends().values()).hasSize(ids.size()).containsOnly(1L);
        assertThat(children)
                .hasSize(pool.equals("process") ? children.size() : 0)
                .noneMatch(TestProcess::runs);
        System.out.printf(
                "%s: %d of %d tasks ended within the grace, %d went back and ran elsewhere; exit code %d after %d ms%n",
                pool, endedThere.size(), slots, ids.size() - endedThere.size(), exitCode, took.toMillis());
    }

    @Test
    void a_worker_that_is_killed_leaves_no_child_and_its_tasks_run_elsewhere(@TempDir Path folder) throws Exception {
        int slots = 4;
        SlowFirstTask slowFirstTask = SlowFirstTask.in(folder);
        String queue = STAGE.queue();
        TestProcess killed = worker(queue, "process", slots, slowFirstTask);
        TestStage.takes(killed);
        List<TaskId> ids = sendTwiceAsManyAs(slots, slowFirstTask, queue);
        awaitStarts(slowFirstTask, slots);
        Set<ProcessHandle> children = children(killed);

        killed.kill();
        long killedAt = System.nanoTime();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .until(() -> children.stream().noneMatch(TestProcess::runs));
        Duration took = Duration.ofNanos(System.nanoTime() - killedAt);
        slowFirstTask.release();
        worker(queue, "process", slots, slowFirstTask);
        Awaitility.await().atMost(PATIENCE).until(() -> ids.stream().allMatch(GracefulStopIT::hasSucceeded));

        assertThat(children).hasSizeGreaterThanOrEqualTo(slots);
        assertThat(took).isLessThan(Duration.ofSeconds(2));
        assertThat(slowFirstTask.ends().values()).hasSize(ids.size()).containsOnly(1L);
        System.out.printf("%d children of a killed worker were gone after %d ms%n", children.size(), took.toMillis());
    }

    /** Half of those that start take up to 1.5 s after the release, the others longer than the grace; the rest no time. */
    private static List<TaskId> sendTwiceAsManyAs(int slots, SlowFirstTask slowFirstTask, String queue)
            throws Exception {
        List<Duration> times = new ArrayList<>();
        Random random = new Random(slots);
        for (int i = 0; i < slots; i++) {
            times.add(i % 2 == 0 ? LONGER_THAN_GRACE : Duration.ofMillis(random.nextInt(1_500)));
        }
        Collections.shuffle(times, random);
        times.addAll(Collections.nCopies(slots, Duration.ZERO));
        List<TaskId> ids = new ArrayList<>();
        for (Duration time : times) {
            ids.add(INSIDER.send(slowFirstTask.task(queue, time)).results().getFirst());
        }
        return ids;
    }

    private static void awaitStarts(SlowFirstTask slowFirstTask, int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> slowFirstTask.starts().size() >= count);
    }

    /** All that the worker has started, and what that has started. */
    private static Set<ProcessHandle> children(TestProcess worker) {
        return ProcessHandle.of(worker.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .collect(Collectors.toSet());
    }

    private static boolean hasSucceeded(TaskId id) {
        return INSIDER.results().find(List.of(id)).get(id) instanceof TaskRecord.Succeeded;
    }

    private static TestProcess worker(String queue, String pool, int slots, SlowFirstTask slowFirstTask) {
        return STAGE.worker(
                Map.of("APIUM_WORKER_SHUTDOWN_TIMEOUT", GRACE.toString()),
                "--queues",
                queue,
                "--pool",
                pool,
                "--concurrency",
                Integer.toString(slots),
                "--task-jars",
                slowFirstTask.jar());
    }
}
