package io.apium.testkit.hostile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A method that RabbitMQ has sent. Places are counted in bytes behind the two numbers that name it. */
final class AmqpMethod {

    private static final int ARGUMENTS = 4;

    private final ByteBuffer payload;

    AmqpMethod(byte[] payload) {
        this.payload = ByteBuffer.wrap(payload);
    }

    boolean is(int classId, int methodId) {
        return payload.getShort(0) == classId && payload.getShort(2) == methodId;
    }

    int shortInt(int at) {
        return payload.getShort(ARGUMENTS + at) & 0xFFFF;
    }

    int longInt(int at) {
        return payload.getInt(ARGUMENTS + at);
    }

    String shortString(int at) {
        int length = payload.get(ARGUMENTS + at) & 0xFF;
        return new String(payload.array(), ARGUMENTS + at + 1, length, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "method " + payload.getShort(0) + "." + payload.getShort(2);
    }
}
