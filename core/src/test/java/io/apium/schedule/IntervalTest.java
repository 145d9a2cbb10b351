package io.apium.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {

    private static final Instant FROM = Instant.parse("2024-01-01T00:00:00.250Z");

    @Test
    void the_first_tick_is_one_distance_after_the_start() {
        Interval seconds = new Interval(Duration.ofSeconds(1), FROM);

        assertThat(seconds.next(FROM.minusSeconds(1000))).isEqualTo(FROM.plusSeconds(1));
        assertThat(seconds.next(FROM)).isEqualTo(FROM.plusSeconds(1));
        assertThat(seconds.next(FROM.plusSeconds(1))).isEqualTo(FROM.plusSeconds(2));
        assertThat(seconds.next(FROM.plusNanos(1_999_999_999))).isEqualTo(FROM.plusSeconds(2));
    }

    @Test
    void ticks_are_at_an_even_distance_wherever_they_are_looked_for() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 10_000; i++) {
            Interval interval = new Interval(Duration.ofMillis(100 + random.nextLong(10_000_000)), FROM);
            Instant moment = FROM.plusNanos(random.nextLong(Duration.ofDays(400).toNanos()));

            Instant next = interval.next(moment);

            assertThat(next).isAfter(moment).isBeforeOrEqualTo(moment.plus(interval.every()));
            assertThat(Duration.between(FROM, next).toMillis()
                            % interval.every().toMillis())
                    .isZero();
            assertThat(interval.latest(FROM.plus(interval.every()), next)).isEqualTo(next);
            assertThat(interval.next(next.minusMillis(1))).isEqualTo(next);
        }
    }

    @Test
    void the_latest_tick_is_the_one_that_going_through_them_comes_to() {
        Interval interval = new Interval(Duration.ofMillis(700), FROM);
        Instant first = interval.next(FROM);
        for (long millis = 0; millis < 10_000; millis += 130) {
            Instant moment = first.plusMillis(millis);
            Instant walked = first;
            while (!interval.next(walked).isAfter(moment)) {
                walked = interval.next(walked);
            }

            assertThat(interval.latest(first, moment)).isEqualTo(walked);
        }
        assertThat(interval.latest(first, first.minusMillis(1))).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.099S", "PT-1S", "PT0S", "PT0.1000001S", "P3661D"})
    void a_distance_out_of_bounds_is_refused(String every) {
        assertThatThrownBy(() -> new Interval(Duration.parse(every), FROM))
                .hasMessageEndingWith("in whole milliseconds, got: " + Duration.parse(every));
    }

    @Test
    void once_is_once() {
        OneTime oneTime = new OneTime(FROM);

        assertThat(oneTime.next(FROM.minusNanos(1))).isEqualTo(FROM);
        assertThat(oneTime.next(FROM)).isNull();
        assertThat(oneTime.latest(FROM, FROM.plusSeconds(1000))).isEqualTo(FROM);
    }
}
