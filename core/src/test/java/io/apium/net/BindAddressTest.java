package io.apium.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost", "127.9.9.9"})
    void the_loopback_address_needs_no_token(String address) {
        assertThat(BindAddress.at("apium.api", address, 0, null).isLoopbackAddress())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0,", "::,' '", "10.0.0.1,''"})
    void any_other_address_needs_one(String address, @Nullable String none) {
        assertThat(BindAddress.at("apium.api", address, 65_535, "t").isLoopbackAddress())
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BindAddress.at("apium.api", address, 1, none))
                .withMessage("apium.api.address " + address
                        + " can be reached from other machines: set apium.api.token (APIUM_API_TOKEN) as well");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void a_port_that_cannot_be_is_named(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BindAddress.at("apium.status", "127.0.0.1", port, null))
                .withMessage("apium.status.port must be 0 to 65535, got: " + port);
    }

    @Test
    void an_address_that_is_none_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BindAddress.at("apium.status", "1.2.3.4.5", 1, "t"))
                .withMessage("apium.status.address must be an address of this machine, got: 1.2.3.4.5");
    }
}
