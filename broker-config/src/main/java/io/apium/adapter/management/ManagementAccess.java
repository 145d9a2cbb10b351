package io.apium.adapter.management;

import io.apium.net.BindAddress;
import io.apium.net.BrowserCheck;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The address that the management server binds to, and the requests that it accepts.
 *
 * @param address a loopback address, or with a token any address
 */
record ManagementAccess(InetAddress address, @Nullable String token, BrowserCheck check) {

    private static final String KEYS = "management.server";
    private static final String TOKEN = "apium.management.token";

    /**
     * @param address null for the loopback address, where Spring Boot would bind to every address
     * @throws IllegalArgumentException with the key and its value
     */
    static ManagementAccess of(@Nullable InetAddress address, int port, ManagementProperties properties) {
        InetAddress bound = address == null ? InetAddress.getLoopbackAddress() : address;
        String text = bound.getHostAddress();
        return new ManagementAccess(
                BindAddress.at(KEYS, TOKEN, text, port, properties.token()),
                properties.token(),
                BrowserCheck.of("apium.management", text, properties.allowedHosts(), properties.token()));
    }

    /** Omits the token. */
    @Override
    public String toString() {
        return "ManagementAccess[address=" + address + ", token=" + (token == null ? "none" : "set") + "]";
    }
}
