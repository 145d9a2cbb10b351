package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.process.TestProcess;
import io.apium.system.LimitedTasks.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** Limits that hold over several workers. What the first test leaves behind would keep other classes' servers busy. */
@Tag("alone")
class LimitsIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.ofItsOwn();

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOAD = Duration.ofSeconds(10);

    /** Behind an engine's proxies, which take a part of two cores for themselves, less is left for what is measured. */
    private static final boolean BEHIND_PROXIES = "containers".equals(System.getenv("APIUM_TEST_SERVERS"));

    private static final double USED = BEHIND_PROXIES ? 0.75 : 0.95;

    /** A key that waited for the flood would take ten or more; on a quiet machine it takes 2.5. */
    private static final double FAIR_SHARES_MAX = BEHIND_PROXIES ? 5 : 4;

    /** A machine that has no time for a moment leaves a part of the rate unused, but it does not do so each time. */
    private static final int MEASURES_MAX = 3;

    private static final int KEYS = 50;
    private static final int TASKS_OF_EACH = 8;
    private static final int TASKS_OF_THE_FLOOD = 80;
    private static final Duration TASK = Duration.ofMillis(100);
    private static final double SECOND = 1_000_000;

    @Test
    void a_rate_is_never_passed_and_nearly_all_of_it_used_under_twenty_times_the_load(@TempDir Path folder)
            throws Exception {
        LimitedTasks limitedTasks = LimitedTasks.in(folder);
        try (OverloadedWorkers workers =
                new OverloadedWorkers(STAGE.rabbit().url(), STAGE.redis().url(), STAGE.queue(), limitedTasks)) {

            workers.warmUp();
            List<OverloadedWorkers.Seen> seen = new ArrayList<>();
            do {
                seen.add(workers.rate(LOAD));
                System.out.println(seen.getLast());
            } while (seen.getLast().used() < USED && seen.size() < MEASURES_MAX);

            assertThat(seen).allMatch(measured -> measured.most() <= OverloadedWorkers.RATE);
            assertThat(seen.getLast().used()).isGreaterThanOrEqualTo(USED);
        }
    }

    @Test
    void tasks_of_one_key_never_overlap_and_no_key_waits_for_one_that_floods(@TempDir Path folder) throws Exception {
        LimitedTasks limitedTasks = LimitedTasks.in(folder);
        String queue = STAGE.queue();
        int all = TASKS_OF_THE_FLOOD + (KEYS - 1) * TASKS_OF_EACH;
        try (OverloadedWorkers workers =
                new OverloadedWorkers(STAGE.rabbit().url(), STAGE.redis().url(), queue, limitedTasks)) {
            workers.send(TASKS_OF_THE_FLOOD, _ -> limitedTasks.task("diary.keyed", queue, "flood", TASK));
            workers.send(
                    all - TASKS_OF_THE_FLOOD,
                    i -> limitedTasks.task("diary.keyed", queue, "key-" + i % (KEYS - 1), TASK));
            Awaitility.await().atMost(PATIENCE).until(() -> limitedTasks.runs().size() >= all);
        }
        List<Run> runs = limitedTasks.runs();
        Map<String, List<Run>> byKey = runs.stream().collect(Collectors.groupingBy(Run::key));
        // by the slots that a key has, when each has as many
        double fair = TASK.toMillis() / 1000.0 * Math.max(1, KEYS / (double) OverloadedWorkers.SLOTS);
        System.out.printf("a fair share is %.2f s for each task; in shares it took %s%n", fair, shares(byKey, fair));

        assertThat(byKey).hasSize(KEYS);
        byKey.forEach((key, ofKey) -> {
            assertThat(ofKey).as(key).hasSize(key.equals("flood") ? TASKS_OF_THE_FLOOD : TASKS_OF_EACH);
            assertNoneOverlaps(ofKey);
        });
        assertThat(shares(byKey, fair).getMax()).isLessThanOrEqualTo(FAIR_SHARES_MAX);
    }

    @Test
    void a_killed_workers_permit_is_its_tasks_again_and_those_in_line_come_after_it(@TempDir Path folder)
            throws Exception {
        LimitedTasks limitedTasks = LimitedTasks.in(folder);
        String queue = STAGE.queue();
        STAGE.scheduler();
        TestProcess killed = STAGE.worker("--queues", queue, "--task-jars", limitedTasks.jar(), "--concurrency", "4");
        STAGE.insider().send(limitedTasks.task("diary.keyed", queue, "killed", Duration.ofSeconds(3)));
        RedisClient redis = STAGE.redisClient();
        await(() -> redis.keys("apium:{limit:diary.keyed:*}:running").size() == 1);
        for (int i = 0; i < 3; i++) {
            STAGE.insider().send(limitedTasks.task("diary.keyed", queue, "killed", Duration.ofMillis(10)));
        }
        await(() -> redis.keys("apium:{limit:diary.keyed:*}:line").stream()
                        .mapToLong(redis::zcard)
                        .sum()
                == 3);

        killed.kill();
        STAGE.worker("--queues", queue, "--task-jars", limitedTasks.jar(), "--concurrency", "4");
        await(() -> limitedTasks.runs().size() == 4);

        List<Run> runs = limitedTasks.runs();
        assertThat(runs.getFirst().end() - runs.getFirst().start())
                .as("the task of the killed worker is the first")
                .isGreaterThan(2_900_000);
        assertNoneOverlaps(runs);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).until(condition);
    }

    private static void assertNoneOverlaps(List<Run> runs) {
        for (int i = 1; i < runs.size(); i++) {
            assertThat(runs.get(i).start())
                    .isGreaterThanOrEqualTo(runs.get(i - 1).end());
        }
    }

    /** How long each key took from the first start of all to its last end, by what is fair. */
    private static DoubleSummaryStatistics shares(Map<String, List<Run>> byKey, double fair) {
        long first = byKey.values().stream()
                .mapToLong(runs -> runs.getFirst().start())
                .min()
                .orElseThrow();
        return byKey.values().stream()
                .mapToDouble(runs -> (runs.getLast().end() - first) / SECOND / (fair * runs.size()))
                .summaryStatistics();
    }
}
