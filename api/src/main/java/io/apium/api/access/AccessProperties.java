package io.apium.api.access;

import io.apium.api.config.ApiProperties;
import io.apium.net.BrowserCheck;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The host names of the HTTP server.
 *
 * @param allowedHosts further host names of this server, without a port; without a token the server rejects a request
 *     whose {@code Host} is neither one of them nor a loopback name
 */
@ConfigurationProperties("apium.api")
record AccessProperties(@DefaultValue List<String> allowedHosts) {

    private static final String KEYS = "apium.api";

    AccessProperties {
        allowedHosts = List.copyOf(allowedHosts);
        BrowserCheck.of(KEYS, "localhost", allowedHosts, null);
    }

    BrowserCheck browserCheck(ApiProperties api) {
        return BrowserCheck.of(KEYS, api.address(), allowedHosts, api.token());
    }
}
