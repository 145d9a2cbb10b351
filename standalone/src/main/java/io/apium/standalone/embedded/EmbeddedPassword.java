package io.apium.standalone.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The password of the embedded servers, new at each start: loopback is open to every user of the machine, and their work
 * is not to be mixed with ours.
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
