package io.apium.adapter.management;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The access to the management server; Spring Boot's {@code management.server.*} has its address, port and TLS.
 *
 * @param token the token that {@code /health} and {@code /metrics} require as {@code Authorization: Bearer TOKEN}; unset: no
 *     token
 * @param allowedHosts further host names of the management server, without a port; without a token it rejects a request
 *     whose {@code Host} is neither one of them nor a loopback name
 */
@ConfigurationProperties("apium.management")
record ManagementProperties(
        @Nullable String token, @DefaultValue List<String> allowedHosts) {

    ManagementProperties {
        token = token == null || token.isBlank() ? null : token;
        allowedHosts = List.copyOf(allowedHosts);
    }

    /** Omits the token. */
    @Override
    public String toString() {
        return "ManagementProperties[token=" + (token == null ? "none" : "set") + ", allowedHosts=" + allowedHosts
                + "]";
    }
}
