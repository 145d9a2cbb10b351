package io.apium.adapter.celery;

import io.apium.broker.MessageTooLargeException;
import java.io.ByteArrayOutputStream;

/**
 * The bytes of a body that is being written. A canvas in memory shares parts, such as the errback of a chain, which
 * each step has; written out, it may be larger than the memory.
 */
final class MessageBody extends ByteArrayOutputStream {

    private final String task;
    private final int bytesMax;

    MessageBody(String task, int bytesMax) {
        super(256);
        this.task = task;
        this.bytesMax = bytesMax;
    }

    /** @throws MessageTooLargeException when there would be more bytes than the limit */
    @Override
    public synchronized void write(int one) {
        check(1);
        super.write(one);
    }

    /** @throws MessageTooLargeException when there would be more bytes than the limit */
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        check(length);
        super.write(bytes, offset, length);
    }

    private void check(int more) {
        if (more > bytesMax - count) {
            throw new MessageTooLargeException(task, bytesMax);
        }
    }
}
