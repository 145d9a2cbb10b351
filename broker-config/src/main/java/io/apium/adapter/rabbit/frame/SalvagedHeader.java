package io.apium.adapter.rabbit.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.apium.adapter.celery.MessageReader;
import io.apium.adapter.rabbit.frame.TableScan.UnreadableTableException;
import io.apium.bound.PlainText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The replacement of an unreadable content header: it has every readable property and header, and a header
 * {@link MessageReader#UNREADABLE} with the error. A header of that name from the sender is not copied.
 */
final class SalvagedHeader {

    static final byte[] MARKER = MessageReader.UNREADABLE.getBytes(UTF_8);

    private final byte[] payload;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int keptFlags;
    private @Nullable String reason;

    /** For a header with an unreadable property. */
    SalvagedHeader(byte[] payload) {
        this(payload, null);
    }

    /** @param reason the error of the message, or null where a property is unreadable */
    SalvagedHeader(byte[] payload, @Nullable String reason) {
        this.payload = payload;
        this.reason = reason;
    }

    /** @param bodySize of the body that follows */
    byte[] bytes(long bodySize) {
        TableScan scan = new TableScan(payload, IncomingHeader.PROPERTIES_AT);
        int flags = IncomingHeader.flags(payload);
        for (int i = 0; i < IncomingHeader.KINDS.length(); i++) {
            int flag = IncomingHeader.FIRST_FLAG >> i;
            char kind = IncomingHeader.KINDS.charAt(i);
            boolean present = (flags & flag) != 0;
            if (kind == 'F') {
                keptFlags |= flag;
                table(scan, present);
            } else if (present && property(scan, kind)) {
                keptFlags |= flag;
            }
        }
        ByteBuffer header = ByteBuffer.allocate(IncomingHeader.PROPERTIES_AT + kept.size());
        return header.put(payload, 0, IncomingHeader.BODY_SIZE_AT)
                .putLong(bodySize)
                .putChar((char) keptFlags)
                .put(kept.toByteArray())
                .array();
    }

    /** After a property whose end is not known, nothing can be read. */
    private boolean property(TableScan scan, char kind) {
        int from = scan.at();
        try {
            IncomingHeader.property(scan, kind);
            kept.write(payload, from, scan.at() - from);
            return true;
        } catch (UnreadableTableException unreadable) {
            failed("a property cannot be read: " + unreadable.getMessage());
            scan.to(payload.length);
            return false;
        }
    }

    private void table(TableScan scan, boolean present) {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        if (present) {
            headers(scan, headers);
        }
        byte[] text = String.valueOf(reason).getBytes(UTF_8);
        ByteBuffer marker = ByteBuffer.allocate(1 + MARKER.length + 1 + Integer.BYTES + text.length);
        marker.put((byte) MARKER.length)
                .put(MARKER)
                .put((byte) 'S')
                .putInt(text.length)
                .put(text);
        headers.writeBytes(marker.array());
        kept.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(headers.size()).array());
        kept.writeBytes(headers.toByteArray());
    }

    private void headers(TableScan scan, ByteArrayOutputStream headers) {
        try {
            int end = scan.container();
            while (scan.at() < end) {
                header(scan, end, headers);
            }
            scan.to(end);
        } catch (UnreadableTableException unreadable) {
            failed("the headers cannot be read: " + unreadable.getMessage());
            scan.to(payload.length);
        }
    }

    private void header(TableScan scan, int end, ByteArrayOutputStream headers) {
        int from = scan.at();
        scan.shortString();
        byte[] name = Arrays.copyOfRange(payload, from + 1, scan.at());
        int valueAt = scan.at();
        try {
            if (Arrays.equals(name, MARKER)) {
                throw new UnreadableTableException("senders must not set it");
            }
            scan.value(0);
            headers.write(payload, from, scan.at() - from);
        } catch (UnreadableTableException unreadable) {
            failed("header " + PlainText.shown(new String(name, UTF_8)) + " cannot be read: "
                    + unreadable.getMessage());
            scan.to(next(valueAt, end));
        }
    }

    /** Where the next header begins; the end of the table where that is not known. */
    private int next(int valueAt, int end) {
        TableScan value = new TableScan(payload, valueAt);
        value.skip(1);
        return switch (payload[valueAt]) {
            case 'A', 'F', 'S', 'x' -> Math.min(value.container(), end);
            default -> end;
        };
    }

    private void failed(String what) {
        reason = reason == null ? what : reason;
    }
}
