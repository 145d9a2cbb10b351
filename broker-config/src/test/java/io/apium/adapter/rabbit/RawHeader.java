package io.apium.adapter.rabbit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.Frame;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A content header whose bytes the test writes, as clients other than Java's write theirs. */
public final class RawHeader extends AMQP.BasicProperties {

    private final int flags;
    private final byte[] properties;

    public RawHeader(int flags, byte[] properties) {
        this.flags = flags;
        this.properties = properties;
    }

    /** With a content type, as every message of Celery's has, and this table of headers. */
    public static RawHeader of(byte[]... headers) {
        byte[] table = joined(headers);
        return new RawHeader(
                0xa000, joined(shortString("application/json"), joined(number(table.length, Integer.BYTES), table)));
    }

    public static byte[] header(String name, char code, byte[] value) {
        return joined(shortString(name), new byte[] {(byte) code}, value);
    }

    public static byte[] text(String name, String value) {
        byte[] bytes = value.getBytes(UTF_8);
        return header(name, 'S', joined(number(bytes.length, Integer.BYTES), bytes));
    }

    /** Lists in each other. */
    public static byte[] nested(String name, int levels) {
        ByteBuffer value = ByteBuffer.allocate(levels * 5 - 1);
        value.putInt((levels - 1) * 5);
        for (int level = levels - 2; level >= 0; level--) {
            value.put((byte) 'A').putInt(level * 5);
        }
        return header(name, 'A', value.array());
    }

    public static byte[] number(long number, int bytes) {
        return ByteBuffer.allocate(bytes)
                .put(ByteBuffer.allocate(Long.BYTES).putLong(number).array(), Long.BYTES - bytes, bytes)
                .array();
    }

    public static byte[] shortString(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return joined(new byte[] {(byte) bytes.length}, bytes);
    }

    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** As in a frame from the broker. */
    public byte[] payload(long bodySize) {
        return joined(number(60, 2), number(0, 2), number(bodySize, 8), number(flags, 2), properties);
    }

    @Override
    public Frame toFrame(int channelNumber, long bodySize) throws IOException {
        Frame frame = new Frame(AMQP.FRAME_HEADER, channelNumber);
        try (DataOutputStream out = frame.getOutputStream()) {
            out.write(payload(bodySize));
        }
        return frame;
    }
}
