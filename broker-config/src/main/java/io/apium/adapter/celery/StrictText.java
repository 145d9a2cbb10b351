package io.apium.adapter.celery;

import io.apium.bound.PlainText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of a message body: well-formed UTF-8, without escapes of half a character. */
final class StrictText {

    private static final char REPLACEMENT = '\ufffd';
    private static final int HEX_DIGITS = 4;

    private StrictText() {}

    /** @throws IllegalArgumentException with the malformed part: such a text could not be written as it was read */
    static String of(byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            checkUtf8(json);
        }
        checkEscapes(text);
        return text;
    }

    /** Only where a character may have been replaced: this is ten times as slow. */
    private static void checkUtf8(byte[] json) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("the body must be UTF-8", malformed);
        }
    }

    private static void checkEscapes(String text) {
        for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at)) {
            int unit = escaped(text, at);
            if (unit < 0 || !Character.isSurrogate((char) unit)) {
                // the character after it is escaped, even another backslash
                at += 2;
            } else if (Character.isHighSurrogate((char) unit) && isLow(escaped(text, at + HEX_DIGITS + 2))) {
                at += 2 * (HEX_DIGITS + 2);
            } else {
                throw new IllegalArgumentException("the body must not contain an unpaired surrogate, got "
                        + PlainText.shown(text.substring(at, at + HEX_DIGITS + 2)));
            }
        }
    }

    private static boolean isLow(int unit) {
        return unit >= 0 && Character.isLowSurrogate((char) unit);
    }

    /** The code unit of the escape at this position, or -1 where there is none. */
    private static int escaped(String text, int at) {
        if (at + HEX_DIGITS + 2 > text.length() || !text.startsWith("\\u", at)) {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + HEX_DIGITS + 2; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }
}
