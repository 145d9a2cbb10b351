package io.apium.standalone.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The password of the embedded servers, new at each start: loopback is open to every user of the machine, and their work
 * is not to be mixed with ours.
 */
public record Secret(String value) {

    private static final int BYTES = 16;

    static Secret random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return "***";
    }
}
