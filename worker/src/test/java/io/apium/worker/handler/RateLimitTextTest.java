package io.apium.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTextTest {

    @ParameterizedTest
    @CsvSource({
        "10/s, PT0.1S",
        "100/m, PT0.6S",
        "5/h, PT12M",
        "4, PT0.25S",
        "0.5, PT2S",
        "0.5/s, PT2S",
        "2.5/m, PT24S",
        "1000000/s, PT0.000001S",
        "3/s, PT0.333333334S"
    })
    void a_rate_is_written_as_celery_writes_it(String text, Duration interval) {
        assertThat(RateLimit.of(text)).isEqualTo(new RateLimit(interval));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0/m", "0.0"})
    void nothing_is_no_limit(String text) {
        assertThat(RateLimit.of(text).isNone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten", "10/d", "10/", "/s", "-1", "1e3", "10 /s", "2000000/s", "0.00001/h", "9999999999"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> RateLimit.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a rate is ");
    }
}
