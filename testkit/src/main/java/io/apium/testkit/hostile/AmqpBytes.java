package io.apium.testkit.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the elementary types of AMQP 0-9-1. */
final class AmqpBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    AmqpBytes octet(int value) {
        out.write(value);
        return this;
    }

    AmqpBytes shortInt(int value) {
        return octet(value >>> 8).octet(value);
    }

    AmqpBytes longInt(int value) {
        return shortInt(value >>> 16).shortInt(value);
    }

    AmqpBytes longLong(long value) {
        return raw(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    AmqpBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    AmqpBytes raw(byte[] bytes, int from, int length) {
        out.write(bytes, from, length);
        return this;
    }

    /** @throws IllegalArgumentException when the text has more than 255 bytes: no frame can say so */
    AmqpBytes shortString(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 255) {
            throw new IllegalArgumentException("a short string has at most 255 bytes, got: " + bytes.length);
        }
        return octet(bytes.length).raw(bytes);
    }

    AmqpBytes longString(byte[] bytes) {
        return longInt(bytes.length).raw(bytes);
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
