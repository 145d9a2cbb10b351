package io.apium.adapter.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusPropertiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1"})
    void an_address_of_the_network_needs_a_token(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StatusProperties(address, 8081, " ", List.of()))
                .withMessageContaining(address)
                .withMessageContaining("apium.status.token");
        assertThat(new StatusProperties(address, 8081, "secret", List.of())
                        .inetAddress()
                        .getHostAddress())
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void a_port_that_cannot_be_is_named(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StatusProperties("127.0.0.1", port, null, List.of()))
                .withMessage("apium.status.port must be 0 to 65535, got: " + port);
    }

    @Test
    void the_token_is_not_in_the_text() {
        assertThat(new StatusProperties("127.0.0.1", 0, "secret", List.of()).toString())
                .doesNotContain("secret");
    }
}
