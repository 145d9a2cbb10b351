package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Canvas;
import io.apium.canvas.Group;
import io.apium.canvas.Options;
import io.apium.process.Child;
import io.apium.system.Diary.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Limits that hold over several workers. */
class LimitsIT {

    @RegisterExtension
    static final Stage STAGE = Stage.shared();

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int RATE = 50;
    private static final int KEYS = 20;
    private static final int TASKS_OF_EACH = 10;
    private static final long SECOND = 1_000_000;

    @Test
    void a_rate_is_never_passed_by_three_workers_under_twenty_times_the_load(@TempDir Path folder) throws Exception {
        Diary diary = Diary.in(folder);
        String queue = STAGE.queue();
        int load = RATE * 20;
        STAGE.scheduler();
        send(load, i -> diary.task("diary.rated", queue, "all", Duration.ZERO));
        workers(3, queue, diary);
        Awaitility.await().atMost(PATIENCE).until(() -> diary.runs().size() >= RATE * 9);

        List<Run> runs = diary.runs();
        List<Run> underLoad = runs.subList(0, RATE * 9);
        long most = mostInASecond(underLoad);
        double lasted = (underLoad.getLast().start() - underLoad.getFirst().start()) / (double) SECOND;
        System.out.printf(
                "%d tasks at once at %d a second on three workers: %d starts in %.2f s (%.1f a second), at most %d in any%n",
                load, RATE, underLoad.size(), lasted, (underLoad.size() - 1) / lasted, most);

        assertThat(most).isLessThanOrEqualTo(RATE);
        assertThat((underLoad.size() - 1) / lasted).as("starts in a second").isGreaterThan(RATE * 0.85);
        Awaitility.await().atMost(PATIENCE).until(() -> diary.runs().size() >= load);
        assertThat(diary.runs()).hasSize(load);
        assertThat(mostInASecond(diary.runs())).isLessThanOrEqualTo(RATE);
    }

    @Test
    void tasks_of_one_key_never_overlap_and_no_key_waits_for_another(@TempDir Path folder) throws Exception {
        Diary diary = Diary.in(folder);
        String queue = STAGE.queue();
        STAGE.scheduler();
        workers(2, queue, diary);
        send(
                KEYS * TASKS_OF_EACH,
                i -> diary.task("diary.keyed", queue, "key-" + i / TASKS_OF_EACH, Duration.ofMillis(100)));
        Awaitility.await().atMost(PATIENCE).until(() -> diary.runs().size() >= KEYS * TASKS_OF_EACH);

        Map<String, List<Run>> byKey = diary.runs().stream().collect(Collectors.groupingBy(Run::key));
        long first = diary.runs().getFirst().start();
        List<Double> lasted = byKey.values().stream()
                .map(runs -> (runs.getLast().end() - first) / (double) SECOND)
                .sorted()
                .toList();
        System.out.printf(
                "%d keys with %d tasks each, one at a time: the first done after %.2f s, the median %.2f, the last %.2f%n",
                KEYS, TASKS_OF_EACH, lasted.getFirst(), lasted.get(KEYS / 2), lasted.getLast());

        assertThat(byKey).hasSize(KEYS);
        byKey.forEach((key, runs) -> {
            assertThat(runs).as(key).hasSize(TASKS_OF_EACH);
            for (int i = 1; i < runs.size(); i++) {
                assertThat(runs.get(i).start())
                        .as(key)
                        .isGreaterThanOrEqualTo(runs.get(i - 1).end());
            }
        });
        double share = lasted.stream().mapToDouble(each -> each).average().orElseThrow();
        assertThat(lasted.getLast()).isLessThanOrEqualTo(share * 3);
    }

    private static void workers(int count, String queue, Diary diary) throws InterruptedException {
        Child[] workers = IntStream.range(0, count)
                .mapToObj(i -> STAGE.worker(
                        "--name", "limited-" + i, "--queues", queue, "--tasks", diary.jar(), "--concurrency", "12"))
                .toArray(Child[]::new);
        Stage.takes(workers);
    }

    private static void send(int count, IntFunction<Canvas> task) throws Exception {
        STAGE.insider().send(new Group(IntStream.range(0, count).mapToObj(task).toList(), Options.NONE));
    }

    /** The most starts in any window of a second. */
    private static long mostInASecond(List<Run> runs) {
        int most = 0;
        int from = 0;
        for (int to = 0; to < runs.size(); to++) {
            while (runs.get(to).start() - runs.get(from).start() >= SECOND) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}
