package io.apium.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

    private static final TaskId ID = new TaskId("a");
    private static final Duration LONGEST = RetryPolicy.DELAY_MAX;

    /** Celery's {@code get_exponential_backoff_interval(factor, retries, maximum)}. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 600, 1", "1, 1, 600, 2", "1, 4, 600, 16", "1, 9, 600, 512", "1, 10, 600, 600", "1, 10000, 600, 600",
        "5, 3, 600, 40", "5, 7, 600, 600", "700, 0, 600, 600", "0, 9, 600, 0", "0, 10000, 600, 0", "3, 5, 0, 0"
    })
    void with_backoff_each_delay_is_celerys(long factor, int retries, long maximum, long seconds) {
        RetryPolicy policy = policy(Duration.ofSeconds(factor), Duration.ofSeconds(maximum), true, false);

        assertThat(policy.delayBefore(ID, retries)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void without_backoff_each_delay_is_the_same_whatever_its_maximum() {
        RetryPolicy policy = policy(Duration.ofMinutes(30), Duration.ofMinutes(10), false, false);

        assertThat(policy.delayBefore(ID, 0)).isEqualTo(Duration.ofMinutes(30));
        assertThat(policy.delayBefore(ID, 9_999)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void a_delay_never_overflows_and_never_becomes_shorter_with_more_tries() {
        for (Duration delay : List.of(Duration.ofMillis(1), Duration.ofMillis(1023), Duration.ofDays(1), LONGEST)) {
            RetryPolicy policy = policy(delay, LONGEST, true, false);
            Duration before = Duration.ZERO;
            for (int retries = 0; retries < 200; retries++) {
                Duration now = policy.delayBefore(ID, retries);
                assertThat(now).isBetween(before, LONGEST);
                before = now;
            }
            assertThat(before).isEqualTo(LONGEST);
        }
    }

    @Test
    void jitter_takes_a_part_of_the_delay_and_the_same_part_each_time() {
        RetryPolicy policy = policy(Duration.ofSeconds(1), Duration.ofMinutes(1), true, true);
        List<Long> shares = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            TaskId id = new TaskId("task " + i);
            int retries = i % 10;
            long whole = Math.min(60_000, 1_000L << retries);

            Duration delay = policy.delayBefore(id, retries);

            assertThat(delay).isBetween(Duration.ZERO, Duration.ofMillis(whole));
            assertThat(policy.delayBefore(id, retries)).isEqualTo(delay);
            shares.add(delay.toMillis() * 100 / whole);
        }

        assertThat(shares.stream().mapToLong(share -> share).average().orElseThrow())
                .isBetween(45.0, 55.0);
        assertThat(shares.stream().distinct()).hasSizeGreaterThan(90);
    }

    @Test
    void it_travels_in_a_header() {
        RetryPolicy policy = new RetryPolicy(7, Duration.ofMillis(1_500), Duration.ofDays(2), true, true, true);

        assertThat(RetryPolicy.of(policy.header())).isEqualTo(policy);
        assertThat(RetryPolicy.of(RetryPolicy.NEVER.header())).isEqualTo(RetryPolicy.NEVER);
    }

    @Test
    void a_header_that_is_none_is_refused() {
        assertThatThrownBy(() -> RetryPolicy.of("three times"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("retry header must be a retry policy, got: 'three times'");
        assertThatThrownBy(() -> RetryPolicy.of(Map.of("max_retries", 3)))
                .hasMessageStartingWith("retry header must be a retry policy, got");
        assertThatThrownBy(() -> RetryPolicy.of(Map.of("max_retries", -1, "delay_ms", 0, "delay_max_ms", 0)))
                .hasMessageEndingWith("got: -1");
    }

    /** A number that does not fit must not come round as one that does. */
    @ParameterizedTest
    @ValueSource(longs = {4_294_967_299L, Long.MAX_VALUE, 10_001})
    void a_header_with_too_large_a_number_is_refused(long retries) {
        assertThatThrownBy(() -> RetryPolicy.of(Map.of("max_retries", retries, "delay_ms", 0, "delay_max_ms", 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RetryPolicy.of(Map.of("max_retries", 1, "delay_ms", retries * 1e9, "delay_max_ms", 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bounds_are_kept() {
        assertThatThrownBy(() -> policy(Duration.ofMillis(-1), Duration.ZERO, false, false))
                .hasMessage("the delay before a retry must be 0 to 366 days, got: PT-0.001S");
        assertThatThrownBy(() -> policy(Duration.ZERO, LONGEST.plusMillis(1), false, false))
                .hasMessageStartingWith("the longest delay before a retry must be 0 to 366 days");
        assertThatThrownBy(() -> new RetryPolicy(10_001, Duration.ZERO, Duration.ZERO, false, false, false))
                .hasMessage("maxRetries must be 0 to 10000, got: 10001");
    }

    private static RetryPolicy policy(Duration delay, Duration most, boolean backoff, boolean jitter) {
        return new RetryPolicy(3, delay, most, backoff, jitter, false);
    }
}
