package io.apium.adapter.rabbit.frame;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.WriteListener;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;

/**
 * The frames of one connection, made readable for the client. An unreadable header is replaced. A body over the limit
 * is dropped frame by frame as it arrives, so that it takes no memory, and its header says so: the client receives a
 * message without a body and with a header {@code x-apium-unreadable}.
 */
final class ReadableFrames implements FrameHandler {

    private static final byte[] NOTHING = {};

    private final FrameHandler frames;
    private final long bodyBytesMax;

    /** The bytes of a body that are still to be dropped, by channel. Used only by the reading thread. */
    private final Map<Integer, Long> dropped = new HashMap<>();

    /** @param bodyBytesMax the longest body that is not dropped */
    ReadableFrames(FrameHandler frames, long bodyBytesMax) {
        this.frames = frames;
        this.bodyBytesMax = bodyBytesMax;
    }

    @Override
    public Frame readFrame() throws IOException {
        Frame frame = frames.readFrame();
        // null where no frame arrived for a while
        return frame == null
                ? frame
                : switch (frame.getType()) {
                    case AMQP.FRAME_HEADER -> header(frame);
                    case AMQP.FRAME_BODY -> dropped.isEmpty() ? frame : body(frame);
                    default -> frame;
                };
    }

    private Frame header(Frame frame) {
        byte[] readable = IncomingHeader.readable(frame.getPayload());
        long bytes = IncomingHeader.bodySize(readable);
        if (bytes > bodyBytesMax) {
            dropped.put(frame.getChannel(), bytes);
            String reason = "the body has " + bytes + " bytes, over the limit of " + bodyBytesMax;
            return frame(frame, new SalvagedHeader(readable, reason).bytes(0));
        }
        dropped.remove(frame.getChannel());
        return frame(frame, readable);
    }

    private static Frame frame(Frame like, byte[] payload) {
        return new Frame(like.getType(), like.getChannel(), payload);
    }

    /** Replaces a dropped frame with a heartbeat, which only tells that the server is alive. */
    private Frame body(Frame frame) {
        Long left = dropped.get(frame.getChannel());
        if (left == null) {
            return frame;
        }
        long after = left - frame.getPayload().length;
        if (after > 0) {
            dropped.put(frame.getChannel(), after);
        } else {
            dropped.remove(frame.getChannel());
        }
        return new Frame(AMQP.FRAME_HEARTBEAT, 0, NOTHING);
    }

    @Override
    public boolean internalHearbeat() {
        return frames.internalHearbeat();
    }

    @Override
    public void setTimeout(int timeoutMs) throws SocketException {
        frames.setTimeout(timeoutMs);
    }

    @Override
    public int getTimeout() throws SocketException {
        return frames.getTimeout();
    }

    @Override
    public void sendHeader() throws IOException {
        frames.sendHeader();
    }

    @Override
    public void initialize(AMQConnection connection) {
        frames.initialize(connection);
    }

    @Override
    public void finishConnectionNegotiation() {
        frames.finishConnectionNegotiation();
    }

    @Override
    public void writeFrame(Frame frame) throws IOException {
        frames.writeFrame(frame);
    }

    @Override
    public void flush(WriteListener listener) throws IOException {
        frames.flush(listener);
    }

    @Override
    public void close() {
        frames.close();
    }

    @Override
    public InetAddress getLocalAddress() {
        return frames.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return frames.getLocalPort();
    }

    @Override
    public InetAddress getAddress() {
        return frames.getAddress();
    }

    @Override
    public int getPort() {
        return frames.getPort();
    }
}
