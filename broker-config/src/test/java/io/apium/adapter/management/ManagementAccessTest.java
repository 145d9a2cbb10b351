package io.apium.adapter.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementAccessTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1"})
    void an_address_of_the_network_needs_a_token(String address) throws Exception {
        InetAddress network = InetAddress.getByName(address);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagementAccess.of(network, 8081, properties(" ")))
                .withMessage("management.server.address " + address + " can be reached from other machines:"
                        + " set apium.management.token (APIUM_MANAGEMENT_TOKEN) as well");
        assertThat(ManagementAccess.of(network, 8081, properties("secret")).address())
                .isEqualTo(network);
    }

    @Test
    void without_an_address_it_is_the_loopback_address() {
        assertThat(ManagementAccess.of(null, 0, properties(null)).address().isLoopbackAddress())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void a_port_out_of_range_is_named(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagementAccess.of(null, port, properties(null)))
                .withMessage("management.server.port must be 0 to 65535, got: " + port);
    }

    @Test
    void a_host_with_a_port_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagementAccess.of(null, 0, new ManagementProperties(null, List.of("a:1"))))
                .withMessageStartingWith("apium.management.allowed-hosts ");
    }

    @Test
    void the_token_is_not_in_the_text() {
        assertThat(properties("secret").toString()).doesNotContain("secret");
        assertThat(ManagementAccess.of(null, 0, properties("secret")).toString())
                .doesNotContain("secret");
    }

    private static ManagementProperties properties(String token) {
        return new ManagementProperties(token, List.of());
    }
}
