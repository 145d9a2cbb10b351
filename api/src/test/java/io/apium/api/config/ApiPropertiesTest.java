package io.apium.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class ApiPropertiesTest {

    private static final DataSize ONE = DataSize.ofMegabytes(1);
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost", "127.9.9.9"})
    void the_loopback_address_needs_no_token(String address) {
        assertThat(properties(address, 8080, null).inetAddress().isLoopbackAddress())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1"})
    void any_other_address_needs_one(String address) {
        assertThat(properties(address, 8080, "t").address()).isEqualTo(address);
        assertThatThrownBy(() -> properties(address, 8080, " "))
                .hasMessageContaining("apium.api.address " + address)
                .hasMessageContaining("apium.api.token (APIUM_API_TOKEN)")
                .hasMessageNotContaining("\n");
    }

    @Test
    void what_is_out_of_bounds_is_refused_with_its_key() {
        assertThatThrownBy(() -> properties("127.0.0.1", 65_536, null)).hasMessageContaining("apium.api.port", "65536");
        assertThatThrownBy(() -> limits(DataSize.ofBytes(0), ONE, DAY)).hasMessageContaining("apium.api.max-body-size");
        assertThatThrownBy(() -> limits(ONE, DataSize.ofGigabytes(17), DAY))
                .hasMessageContaining("apium.api.max-blob-size", "17");
        assertThatThrownBy(() -> limits(ONE, ONE, Duration.ofMillis(9)))
                .hasMessageContaining("apium.api.blob-expires", "PT0.009S");
    }

    @Test
    void the_token_is_not_shown() {
        assertThat(properties("127.0.0.1", 1, "open-sesame").toString()).doesNotContain("sesame");
    }

    private static ApiProperties properties(String address, int port, @Nullable String token) {
        return new ApiProperties(address, port, token, ONE, ONE, DAY);
    }

    private static ApiProperties limits(DataSize body, DataSize blob, Duration expires) {
        return new ApiProperties("127.0.0.1", 0, null, body, blob, expires);
    }
}
