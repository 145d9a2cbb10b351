package io.apium.standalone.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The password of the embedded servers, generated at each start: every user of the machine can connect to loopback, and
 * other users' programs must not use these servers.
 */
public record EmbeddedPassword(String value) {

    private static final int BYTES = 16;

    static EmbeddedPassword random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new EmbeddedPassword(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return "***";
    }
}
