package io.apium.adapter.management;

import io.apium.net.BindAddress;
import io.apium.net.BrowserCheck;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a process tells about itself.
 *
 * @param address the interface to listen on; any but the loopback address needs a token
 * @param port 0 to 65535; 0 for any free one
 * @param token what whoever asks for more than the probes sends as {@code Authorization: Bearer ...}; none when null
 * @param allowedHosts further names of this process, without a port, under which browsers may ask where there is no token
 */
@ConfigurationProperties("apium.status")
record StatusProperties(
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("8081") int port,
        @Nullable String token,
        @DefaultValue List<String> allowedHosts) {

    private static final String KEYS = "apium.status";

    StatusProperties {
        token = token == null || token.isBlank() ? null : token;
        BindAddress.at(KEYS, address, port, token);
        allowedHosts = List.copyOf(allowedHosts);
        BrowserCheck.of(KEYS, address, allowedHosts, token);
    }

    InetAddress inetAddress() {
        return BindAddress.at(KEYS, address, port, token);
    }

    BrowserCheck browserCheck() {
        return BrowserCheck.of(KEYS, address, allowedHosts, token);
    }

    /** Without the token, which must not come into a log. */
    @Override
    public String toString() {
        return "StatusProperties[address=" + address + ", port=" + port + ", token=" + (token == null ? "none" : "set")
                + ", allowedHosts=" + allowedHosts
                + "]";
    }
}
