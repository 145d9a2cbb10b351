package io.apium.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a process listens. */
public final class BindAddress {

    private BindAddress() {}

    /**
     * The interface that an address names.
     *
     * @param keys what the keys of these values begin with, such as {@code apium.api}
     * @param port 0 to 65535
     * @param token may be null or blank for the loopback address alone
     * @throws IllegalArgumentException with the key and its value, when one of them cannot be
     */
    public static InetAddress at(String keys, String address, int port, @Nullable String token) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(keys + ".port is a number from 0 to 65535, got: " + port);
        }
        InetAddress at = resolved(keys, address);
        if ((token == null || token.isBlank()) && !at.isLoopbackAddress()) {
            String key = keys + ".token";
            throw new IllegalArgumentException(keys + ".address " + address
                    + " can be reached from other machines: set " + key + " ("
                    + key.toUpperCase(Locale.ROOT).replace('.', '_') + ") as well");
        }
        return at;
    }

    private static InetAddress resolved(String keys, String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException(
                    keys + ".address names no interface of this machine, got: " + address, unknown);
        }
    }
}
