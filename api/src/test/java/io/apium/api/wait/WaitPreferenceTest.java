package io.apium.api.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitPreferenceTest {

    @ParameterizedTest
    @CsvSource({"30, 30", "30s, 30", "PT30S, 30", "PT1M, 60", "1, 1"})
    void the_query_says_how_long(String query, long seconds) {
        WaitPreference wait = WaitPreference.of(query, "wait=5");

        assertThat(wait.limit()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(wait.preferred()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=20                          | 20",
                "respond-async, wait=20           | 20",
                "respond-async;foo=bar, Wait = 20 | 20",
                "wait=\"20\", return=minimal      | 20",
                "wait=600                         | 60",
            })
    void a_preference_is_heard_and_capped(String prefer, long seconds) {
        WaitPreference wait = WaitPreference.of(null, prefer);

        assertThat(wait.limit()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(wait.preferred()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"respond-async", "await=20", "wait=soon", "wait=-1", "wait", "''"})
    void what_is_not_understood_is_passed_over(String prefer) {
        assertThat(WaitPreference.of(null, prefer).isAsked()).isFalse();
    }

    @Test
    void nobody_waits_who_did_not_ask() {
        assertThat(WaitPreference.of(null, null)).isEqualTo(new WaitPreference(Duration.ZERO, false));
    }
}
