package io.apium.api.access;

import io.apium.api.config.ApiProperties;
import io.apium.net.BrowserCheck;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which requests are answered, beside those with the token.
 *
 * @param allowedHosts further names that browsers know this server by, without a port; without a token a request whose
 *     {@code Host} is neither one of them nor a loopback name is refused
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
