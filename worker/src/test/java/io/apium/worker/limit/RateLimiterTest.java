package io.apium.worker.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.worker.handler.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    /** Such a clock may start anywhere, and pass the largest number. */
    private static final long START = Long.MAX_VALUE - 2 * SECOND;

    private record Coming(int task, long at, boolean hasWaited) {}

    @Test
    void they_start_one_after_another() {
        RateLimiter limiter = new RateLimiter(RateLimit.of("1/s"), START);

        assertThat(limiter.ask(false, START)).isEqualTo(new RateLimiter.Answer(true, START));
        assertThat(limiter.ask(false, START)).isEqualTo(new RateLimiter.Answer(false, START + SECOND - 5 * MILLI));
        assertThat(limiter.ask(false, START)).isEqualTo(new RateLimiter.Answer(false, START + 2 * SECOND - 5 * MILLI));
        assertThat(limiter.ask(true, START + SECOND - 5 * MILLI))
                .as("who has waited has its start in advance")
                .isEqualTo(new RateLimiter.Answer(true, START + SECOND));
    }

    @Test
    void whoever_has_waited_comes_before_all_who_are_new() {
        RateLimiter limiter = new RateLimiter(RateLimit.of("1/s"), START);
        for (int i = 0; i < 100; i++) {
            limiter.ask(false, START);
        }

        assertThat(limiter.ask(true, START)).isEqualTo(new RateLimiter.Answer(false, START + SECOND - 5 * MILLI));
    }

    @Test
    void a_start_that_is_not_made_is_the_next_ones() {
        RateLimiter limiter = new RateLimiter(RateLimit.of("1/s"), START);
        RateLimiter.Answer first = limiter.ask(false, START);

        limiter.giveBack(first);
        RateLimiter.Answer second = limiter.ask(false, START);
        limiter.giveBack(first);

        assertThat(second.mayStart()).isTrue();
        assertThat(limiter.ask(false, START).mayStart()).as("not twice").isTrue();
        limiter.ask(true, START + SECOND);
        limiter.giveBack(second);
        assertThat(limiter.ask(true, START + SECOND).mayStart())
                .as("somebody has the next")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void a_rate_is_never_passed_and_nearly_all_used_by_workers_that_share_a_queue(int workers) {
        Random random = new Random(workers);
        List<RateLimiter> limiters = IntStream.range(0, workers)
                .mapToObj(_ -> new RateLimiter(RateLimit.of("100/s"), START))
                .toList();
        List<List<Long>> starts =
                Stream.<List<Long>>generate(ArrayList::new).limit(workers).toList();
        PriorityQueue<Coming> coming =
                new PriorityQueue<>((one, other) -> Long.compare(one.at() - START, other.at() - START));
        for (int task = 0; task < 1_000 * workers; task++) {
            coming.add(new Coming(task, START + random.nextLong(SECOND), false));
        }
        for (Coming next = coming.poll(); next != null; next = coming.poll()) {
            int worker = random.nextInt(workers);
            RateLimiter.Answer answer = limiters.get(worker).ask(next.hasWaited(), next.at());
            if (answer.mayStart()) {
                starts.get(worker).add(answer.moment());
            } else {
                long wait = answer.moment() - next.at();
                long early = wait > 100 * MILLI ? 50 * MILLI - random.nextLong(30 * MILLI) : 0;
                coming.add(new Coming(next.task(), answer.moment() - early + random.nextLong(2 * MILLI), true));
            }
        }

        for (List<Long> each : starts) {
            for (int i = 1; i < each.size(); i++) {
                assertThat(each.get(i) - each.get(i - 1)).isGreaterThanOrEqualTo(10 * MILLI);
            }
        }
        long last =
                starts.stream().mapToLong(each -> each.getLast() - START).max().orElseThrow();
        assertThat(last / (double) SECOND).as("1,000 each at 100 a second").isLessThan(workers == 1 ? 10.2 : 13);
    }
}
