package io.apium.adapter.rabbit.frame;

import io.apium.adapter.celery.MessageReader;
import io.apium.adapter.rabbit.frame.TableScan.UnreadableTableException;
import java.nio.ByteBuffer;

/**
 * The content header of a message from RabbitMQ: the size of the body, and properties with the table of headers. The
 * client closes the connection over a header that it cannot read, and the same message would be redelivered on the next
 * one. So every header is scanned before the client reads it; one that the client cannot read is replaced
 * ({@link SalvagedHeader}).
 */
final class IncomingHeader {

    static final int BODY_SIZE_AT = 4;
    static final int FLAGS_AT = 12;
    static final int PROPERTIES_AT = 14;

    /** The property of the first bit of the flags. */
    static final int FIRST_FLAG = 0x8000;

    /** The type of each property, in order: a short string, an octet, a table of fields, or a time of 64 bits. */
    static final String KINDS = "ssFoossssTssss";

    /** Bits without a property. RabbitMQ passes them on, and the client reads the last one as more flags. */
    private static final int UNKNOWN_FLAGS = 0b11;

    private IncomingHeader() {}

    static long bodySize(byte[] payload) {
        return ByteBuffer.wrap(payload).getLong(BODY_SIZE_AT);
    }

    static int flags(byte[] payload) {
        return ByteBuffer.wrap(payload).getChar(FLAGS_AT);
    }

    /**
     * Returns the same bytes where the client can read them, possibly with codes replaced in place; otherwise new
     * bytes.
     */
    static byte[] readable(byte[] payload) {
        if (payload.length < PROPERTIES_AT) {
            return payload;
        }
        payload[PROPERTIES_AT - 1] &= (byte) ~UNKNOWN_FLAGS;
        try {
            walk(payload);
            return payload;
        } catch (UnreadableTableException _) {
            return new SalvagedHeader(payload).bytes(bodySize(payload));
        }
    }

    private static void walk(byte[] payload) {
        int flags = flags(payload);
        TableScan scan = new TableScan(payload, PROPERTIES_AT);
        for (int i = 0; i < KINDS.length(); i++) {
            if ((flags & (FIRST_FLAG >> i)) != 0) {
                property(scan, KINDS.charAt(i));
            }
        }
    }

    static void property(TableScan scan, char kind) {
        switch (kind) {
            case 's' -> scan.shortString();
            case 'o' -> scan.skip(1);
            case 'T' -> scan.skip(Long.BYTES);
            default -> headers(scan);
        }
    }

    private static void headers(TableScan scan) {
        int end = scan.container();
        while (scan.at() < end) {
            header(scan);
        }
        if (scan.at() != end) {
            throw new UnreadableTableException("a header is longer than the table of headers");
        }
    }

    private static void header(TableScan scan) {
        int from = scan.at();
        scan.shortString();
        if (scan.passed(from, SalvagedHeader.MARKER)) {
            throw new UnreadableTableException("senders must not set " + MessageReader.UNREADABLE);
        }
        scan.value(0);
    }
}
