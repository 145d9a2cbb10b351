package io.apium.bound;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Text that AMQP, Redis, URLs and logs can all carry: not blank, no unpaired surrogate (UTF-8 cannot express one), and
 * no control character or line separator (a name with a line break could forge a line of a log).
 */
public final class PlainText {

    private static final int SHOWN_MAX = 80;

    private PlainText() {}

    /**
     * Returns {@code text} when it is plain and within {@code bound}, counted in bytes of UTF-8.
     *
     * @throws IllegalArgumentException with the bound's name, the error, and the text with its control characters
     *     escaped
     */
    public static String check(Bound bound, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(bound.name() + " must not be blank");
        }
        long bytes = utf8Length(text);
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    bound.name() + " must not contain an unpaired surrogate, got: " + shown(text));
        }
        if (!bound.allows(bytes)) {
            throw new IllegalArgumentException(bound.exceeded(bytes) + ": " + shown(text));
        }
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                throw new IllegalArgumentException(
                        bound.name() + " must not contain control characters, got: " + shown(text));
            }
        }
        return text;
    }

    /** The length of {@code text} in bytes of UTF-8, or -1 when it contains an unpaired surrogate. */
    public static long utf8Length(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                return -1;
            }
        }
        return bytes;
    }

    /** {@code text} with a replacement character for each unpaired surrogate, which UTF-8 cannot express. */
    public static String wellFormed(String text) {
        if (utf8Length(text) >= 0) {
            return text;
        }
        StringBuilder wellFormed = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point <= Character.MAX_VALUE && Character.isSurrogate((char) point) ? '\ufffd' : point)
                .forEach(wellFormed::appendCodePoint);
        return wellFormed.toString();
    }

    /**
     * {@code text} on one line: control characters are escaped, and everything after {@code lengthMax} characters is
     * cut off.
     */
    public static String oneLine(String text, int lengthMax) {
        String line = shown(text, lengthMax);
        return line.substring(1, line.length() - 1);
    }

    /** {@code value} for an error or a log: quoted, control characters escaped, at most 80 characters. */
    public static String shown(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return shown(value.toString(), SHOWN_MAX);
    }

    private static String shown(String text, int lengthMax) {
        StringBuilder shown = new StringBuilder("'");
        for (int i = 0; i < Math.min(text.length(), lengthMax); i++) {
            char c = text.charAt(i);
            if (isControl(c) || (Character.isSurrogate(c) && !isPaired(text, i, lengthMax))) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.append(text.length() > lengthMax ? "…'" : "'").toString();
    }

    private static boolean isPaired(String text, int i, int lengthMax) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < Math.min(text.length(), lengthMax) && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    /** C0, DEL, C1, the line and paragraph separators, and the control characters that change the direction of text. */
    private static boolean isControl(char c) {
        return Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
