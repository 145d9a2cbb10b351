package io.apium.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The address that a server binds to. */
public final class BindAddress {

    private BindAddress() {}

    /**
     * The address, if the server may bind to it.
     *
     * @param keys the prefix of the keys, such as {@code apium.api}
     * @param port 0 to 65535
     * @param token may be null or blank for a loopback address only
     * @throws IllegalArgumentException with the key and its value
     */
    public static InetAddress at(String keys, String address, int port, @Nullable String token) {
        return at(keys, keys + ".token", address, port, token);
    }

    /** @param tokenKey the key of the token, if its prefix is another */
    public static InetAddress at(String keys, String tokenKey, String address, int port, @Nullable String token) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(keys + ".port must be 0 to 65535, got: " + port);
        }
        InetAddress at = resolved(keys, address);
        if ((token == null || token.isBlank()) && !at.isLoopbackAddress()) {
            throw new IllegalArgumentException(keys + ".address " + address
                    + " can be reached from other machines: set " + tokenKey + " ("
                    + tokenKey.toUpperCase(Locale.ROOT).replace('.', '_') + ") as well");
        }
        return at;
    }

    private static InetAddress resolved(String keys, String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException(
                    keys + ".address must be an address of this machine, got: " + address, unknown);
        }
    }
}
