package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Canvas;
import io.apium.canvas.Group;
import io.apium.process.TestProcess;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Workers that die in the middle of 2,000 tasks, one without a word and one as it should. */
class WorkerCrashIT {

    private static final int TASKS = 2_000;
    private static final int SLOTS = 8;
    private static final Duration EACH = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    @Test
    void every_task_succeeds_though_one_worker_is_killed_and_one_is_stopped(@TempDir Path folder) throws Exception {
        CountingTask countingTask = CountingTask.in(folder);
        String queue = STAGE.queue();
        TestProcess killed = worker(queue, countingTask);
        TestProcess stopped = worker(queue, countingTask);
        CorePorts corePorts = STAGE.insider();
        TestStage.takes(killed, stopped);

        Canvas[] tasks = Stream.generate(() -> countingTask.task(queue, EACH))
                .limit(TASKS)
                .toArray(Canvas[]::new);
        List<TaskId> ids = corePorts.send(Group.of(tasks)).results();
        awaitStarts(countingTask, TASKS / 4);
        killed.kill();
        TestProcess replacement = worker(queue, countingTask);
        awaitStarts(countingTask, TASKS / 2);
        int exitCode = stopped.terminate();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> corePorts.results().find(ids).size() == TASKS);

        Map<String, Long> states = corePorts.results().find(ids).values().stream()
                .collect(Collectors.groupingBy(TaskRecord::state, Collectors.counting()));
        assertThat(states).isEqualTo(Map.of("SUCCESS", (long) TASKS));
        assertThat(exitCode).as("of the worker that was stopped").isZero();
        assertThat(replacement.isAlive()).isTrue();
        Map<TaskId, Long> starts = countingTask.starts();
        assertThat(starts.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        long twice = starts.values().stream().filter(times -> times > 1).count();
        assertThat(twice).as("only what ran in the killed worker").isLessThanOrEqualTo(2 * SLOTS);
        System.out.printf("%d tasks: %s; %d of them were started twice%n", TASKS, states, twice);
    }

    private static TestProcess worker(String queue, CountingTask countingTask) {
        String slots = Integer.toString(SLOTS);
        return STAGE.worker(
                "--queues", queue, "--pool", "virtual", "--concurrency", slots, "--task-jars", countingTask.jar());
    }

    private static void awaitStarts(CountingTask countingTask, int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> countingTask.starts().size() >= count);
    }
}
