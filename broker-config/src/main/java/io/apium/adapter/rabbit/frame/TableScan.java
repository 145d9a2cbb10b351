package io.apium.adapter.rabbit.frame;

import io.apium.adapter.bound.RabbitBounds;
import io.apium.task.ErrorName;
import java.util.Arrays;

/**
 * Scans an AMQP table in the bytes of a frame. Two type codes of the specification that the client does not know are
 * replaced in place by those that RabbitMQ and the client use for the same bytes.
 *
 * <pre>
 *   code  specification 0-9-1   written by        the client's
 *   ────  ────────────────────  ────────────────  ────────────
 *   L     64-bit, signed        py-amqp (Celery)  l
 *   U     16-bit, signed        others            s
 * </pre>
 */
final class TableScan {

    private static final int VALUE = 1;
    private static final int LENGTH = 4;

    private final byte[] bytes;
    private int at;

    /** The client cannot read the table; the message has the reason, and scanning stops. */
    @ErrorName("UnreadableTableException")
    static final class UnreadableTableException extends RuntimeException {

        UnreadableTableException(String message) {
            // without a stack trace: it is thrown for every malformed message of any sender
            super(message, null, false, false);
        }
    }

    TableScan(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    int at() {
        return at;
    }

    void to(int position) {
        at = position;
    }

    /** Whether the short string that ends here and began at {@code from} is this text. */
    boolean passed(int from, byte[] text) {
        return Arrays.equals(bytes, from + VALUE, at, text, 0, text.length);
    }

    /** Skips a short string. */
    void shortString() {
        skip(VALUE);
        skip(bytes[at - VALUE] & 0xff);
    }

    /** Skips a length, and returns the end of what follows it. */
    int container() {
        skip(LENGTH);
        long length = length(at - LENGTH);
        if (length > bytes.length - at) {
            throw new UnreadableTableException("a table, array or string is longer than its frame");
        }
        return at + (int) length;
    }

    private long length(int from) {
        return ((bytes[from] & 0xffL) << 24)
                | ((bytes[from + 1] & 0xff) << 16)
                | ((bytes[from + 2] & 0xff) << 8)
                | (bytes[from + 3] & 0xff);
    }

    void skip(int count) {
        if (count > bytes.length - at) {
            throw new UnreadableTableException("a value is longer than its frame");
        }
        at += count;
    }

    /**
     * Skips a value with its type code.
     *
     * @param level the number of tables and arrays around it
     */
    void value(int level) {
        skip(VALUE);
        switch (bytes[at - VALUE]) {
            case 'L' -> renamed('l', 8);
            case 'U' -> renamed('s', 2);
            case 'V' -> {}
            case 't', 'b', 'B' -> skip(1);
            case 's', 'u' -> skip(2);
            case 'I', 'i', 'f' -> skip(4);
            case 'D' -> skip(5);
            case 'l', 'd', 'T' -> skip(8);
            case 'S', 'x' -> at = container();
            case 'A' -> elements(level + 1, false);
            case 'F' -> elements(level + 1, true);
            default ->
                throw new UnreadableTableException("a value has the unknown type code " + (bytes[at - VALUE] & 0xff));
        }
    }

    private void renamed(char code, int length) {
        bytes[at - VALUE] = (byte) code;
        skip(length);
    }

    private void elements(int level, boolean named) {
        if (!RabbitBounds.HEADER_LEVELS.allows(level)) {
            throw new UnreadableTableException(RabbitBounds.HEADER_LEVELS.exceeded(level));
        }
        int end = container();
        while (at < end) {
            if (named) {
                shortString();
            }
            value(level);
        }
        if (at != end) {
            throw new UnreadableTableException("a value is longer than the table or array that it is in");
        }
    }
}
