package io.apium.brokerconfig.status;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a process tells about itself.
 *
 * @param address the interface to listen on; any but the loopback address needs a token
 * @param port 0 to 65535; 0 for any free one
 * @param token what whoever asks for more than the probes sends as {@code Authorization: Bearer ...}; none when null
 */
@ConfigurationProperties("apium.status")
record StatusProperties(
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("8081") int port,
        @Nullable String token) {

    StatusProperties {
        token = token == null || token.isBlank() ? null : token;
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("apium.status.port is a number from 0 to 65535, got: " + port);
        }
        if (token == null && !resolved(address).isLoopbackAddress()) {
            throw new IllegalArgumentException("apium.status.address " + address
                    + " can be reached from other machines: set apium.status.token (APIUM_STATUS_TOKEN) as well");
        }
    }

    InetAddress inetAddress() {
        return resolved(address);
    }

    private static InetAddress resolved(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException(
                    "apium.status.address names no interface of this machine, got: " + address, unknown);
        }
    }

    /** Without the token, which must not come into a log. */
    @Override
    public String toString() {
        return "StatusProperties[address=" + address + ", port=" + port + ", token=" + (token == null ? "none" : "set")
                + "]";
    }
}
