package io.apium.api.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class BodyPropertiesTest {

    private static final Duration USUAL = Duration.ofSeconds(30);

    @Test
    void what_is_out_of_bounds_is_refused_with_its_key() {
        assertThatThrownBy(() -> new BodyProperties(Duration.ofMillis(99), null))
                .hasMessageContaining("apium.api.body-timeout", "PT0.099S");
        assertThatThrownBy(() -> new BodyProperties(Duration.ofMinutes(11), null))
                .hasMessageContaining("apium.api.body-timeout");
        assertThatThrownBy(() -> new BodyProperties(USUAL, DataSize.ofMegabytes(7)))
                .hasMessageContaining("apium.api.max-body-memory");
    }

    @Test
    void requests_take_forty_percent_of_the_heap_unless_it_is_said() {
        assertThat(new BodyProperties(USUAL, DataSize.ofMegabytes(9)).memoryBytes())
                .isEqualTo(9 << 20);
        assertThat(new BodyProperties(USUAL, null).memoryBytes())
                .isBetween(
                        Runtime.getRuntime().maxMemory() / 3,
                        Runtime.getRuntime().maxMemory() / 2);
    }
}
