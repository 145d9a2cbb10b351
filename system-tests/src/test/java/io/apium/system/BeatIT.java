package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.process.TestProcess;
import io.apium.task.TaskId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A schedule of every second, and three schedulers of which two are killed while it runs: for 24 ticks, or as many as {@code
 * -Dapium.beat.ticks} says.
 */
class BeatIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.ofItsOwn();

    private static final int TICKS = Integer.getInteger("apium.beat.ticks", 24);
    private static final Duration PATIENCE = Duration.ofSeconds(60).plusSeconds(TICKS);

    @Test
    void every_tick_is_run_once_though_two_of_three_schedulers_are_killed(@TempDir Path folder) throws Exception {
        CountingTask countingTask = CountingTask.in(folder);
        String queue = STAGE.queue();
        List<TestProcess> schedulers =
                new ArrayList<>(List.of(STAGE.scheduler(), STAGE.scheduler(), STAGE.scheduler()));
        ApiClient api = STAGE.api();
        TestStage.takes(STAGE.worker("--queues", queue, "--task-jars", countingTask.jar()));

        HttpResponse<String> made = api.post("/v1/schedules", """
                {"name": "tick", "task": "tally.run", "kwargs": {"file": "%s", "millis": 1},
                 "every": "PT1S", "options": {"queue": "%s"}}
                """.formatted(countingTask.file(), queue));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        Instant first = Instant.parse(ApiClient.read(made).path("next").asString());
        List<TaskId> ticks = Stream.iterate(first, tick -> tick.plusSeconds(1))
                .limit(TICKS)
                .map(tick -> new TaskId("tick@" + tick))
                .toList();
        for (int third = 1; third <= 2; third++) {
            awaitTicks(countingTask, third * TICKS / 3);
            schedulers.removeFirst().kill();
        }
        awaitTicks(countingTask, TICKS + 2);

        Map<TaskId, Long> runs = countingTask.starts();
        Map<TaskId, Long> ofThem =
                ticks.stream().filter(runs::containsKey).collect(Collectors.toMap(tick -> tick, runs::get));
        assertThat(ofThem.keySet()).containsExactlyInAnyOrderElementsOf(ticks);
        assertThat(ofThem.values()).containsOnly(1L);
        System.out.printf("%d ticks of every second, each run once; two of three schedulers were killed%n", TICKS);
    }

    private static void awaitTicks(CountingTask countingTask, int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(100, TimeUnit.MILLISECONDS)
                .until(() -> countingTask.starts().size() >= count);
    }
}
