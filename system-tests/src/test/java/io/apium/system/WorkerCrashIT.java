package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Canvas;
import io.apium.canvas.Group;
import io.apium.process.Child;
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
    static final Stage STAGE = Stage.shared();

    @Test
    void every_task_succeeds_though_one_worker_is_killed_and_one_is_stopped(@TempDir Path folder) throws Exception {
        Tally tally = Tally.in(folder);
        String queue = STAGE.queue();
        Child killed = worker(queue, tally);
        Child stopped = worker(queue, tally);
        Insider insider = STAGE.insider();
        Stage.takes(killed, stopped);

        Canvas[] tasks =
                Stream.generate(() -> tally.task(queue, EACH)).limit(TASKS).toArray(Canvas[]::new);
        List<TaskId> ids = insider.send(Group.of(tasks)).results();
        awaitStarts(tally, TASKS / 4);
        killed.kill();
        Child replacement = worker(queue, tally);
        awaitStarts(tally, TASKS / 2);
        int exitCode = stopped.terminate();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> insider.results().find(ids).size() == TASKS);

        Map<String, Long> states = insider.results().find(ids).values().stream()
                .collect(Collectors.groupingBy(TaskRecord::state, Collectors.counting()));
        assertThat(states).isEqualTo(Map.of("SUCCESS", (long) TASKS));
        assertThat(exitCode).as("of the worker that was stopped").isZero();
        assertThat(replacement.isAlive()).isTrue();
        Map<TaskId, Long> starts = tally.starts();
        assertThat(starts.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        long twice = starts.values().stream().filter(times -> times > 1).count();
        assertThat(twice).as("only what ran in the killed worker").isLessThanOrEqualTo(2 * SLOTS);
        System.out.printf("%d tasks: %s; %d of them were started twice%n", TASKS, states, twice);
    }

    private static Child worker(String queue, Tally tally) {
        String slots = Integer.toString(SLOTS);
        return STAGE.worker("--queues", queue, "--pool", "virtual", "--concurrency", slots, "--tasks", tally.jar());
    }

    private static void awaitStarts(Tally tally, int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> tally.starts().size() >= count);
    }
}
