package io.apium.gpu.foreign;

import io.apium.gpu.work.WrongArgument;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who may have code of their own run: whoever knows the key, and has signed the code with it. So the permission goes with
 * the message, whichever way it comes, and the key with neither.
 *
 * @param key at least 16 characters
 */
record SourceKey(String key) {

    private static final String HMAC = "HmacSHA256";
    private static final int LENGTH_MIN = 16;

    SourceKey {
        if (key.length() < LENGTH_MIN) {
            throw new IllegalArgumentException(
                    "apium.gpu.source-key has " + LENGTH_MIN + " characters or more, got: " + key.length());
        }
    }

    /** @param signature HMAC-SHA256 of the source and of each option after a line's end, in hexadecimal digits */
    void check(String source, List<String> options, String signature) throws WrongArgument {
        byte[] expected = hmac(source, options);
        byte[] given;
        try {
            given = HexFormat.of().parseHex(signature.strip().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new WrongArgument("signature", "is an HMAC-SHA256 in hexadecimal digits");
        }
        if (!MessageDigest.isEqual(expected, given)) {
            throw new WrongArgument("signature", "is not that of this source, by the key of this worker");
        }
    }

    /** What goes with a source that is to be run. */
    String sign(String source, List<String> options) {
        return HexFormat.of().formatHex(hmac(source, options));
    }

    private byte[] hmac(String source, List<String> options) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
            mac.update(source.getBytes(StandardCharsets.UTF_8));
            options.forEach(option -> mac.update(("\n" + option).getBytes(StandardCharsets.UTF_8)));
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /** Without the key, which must not come into a log. */
    @Override
    public String toString() {
        return "SourceKey[set]";
    }
}
