package io.apium.worker.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLimiterTest {

    private static final long SECOND = 1_000_000_000L;
    // not a constant: javac would refuse the sum that overflows
    private final long start = Long.sum(Long.MAX_VALUE, -SECOND);

    private final LogLimiter limiter = new LogLimiter(2);
    private final List<Long> reports = new ArrayList<>();

    @Test
    void each_second_has_its_lines_and_the_next_one_reports_the_others() {
        assertThat(lines(start, 5)).isEqualTo(2);
        assertThat(lines(start + SECOND - 1, 1)).isZero();
        assertThat(reports).isEmpty();

        // the clock overflows in this second
        assertThat(lines(start + SECOND, 3)).isEqualTo(2);
        assertThat(reports).containsExactly(4L);
        assertThat(lines(start + 3 * SECOND, 1)).isEqualTo(1);
        assertThat(reports).containsExactly(4L, 1L);
    }

    @Test
    void nothing_is_reported_where_nothing_was_suppressed() {
        assertThat(lines(start, 2)).isEqualTo(2);
        assertThat(lines(start + 2 * SECOND, 2)).isEqualTo(2);
        assertThat(reports).isEmpty();
    }

    private long lines(long nowNanos, int asked) {
        long allowed = 0;
        for (int i = 0; i < asked; i++) {
            allowed += limiter.allows(nowNanos, reports::add) ? 1 : 0;
        }
        return allowed;
    }
}
