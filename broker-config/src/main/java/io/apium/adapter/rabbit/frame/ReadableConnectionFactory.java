package io.apium.adapter.rabbit.frame;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import io.apium.adapter.bound.RabbitBounds;
import java.io.IOException;

/** Makes connections that no message from a queue can close ({@link ReadableFrames}). */
public final class ReadableConnectionFactory extends ConnectionFactory {

    private final long bodyBytesMax;

    /** @param bodyBytesMax the longest body that is read; a longer one is dropped, and its message unreadable */
    public ReadableConnectionFactory(int bodyBytesMax) {
        this.bodyBytesMax = bodyBytesMax;
        setRequestedFrameMax(RabbitBounds.FRAME.intMax());
        // the client's own limit closes the connection, so no message that reaches it may exceed it
        setMaxInboundMessageBodySize(Math.max(bodyBytesMax, RabbitBounds.FRAME.intMax()) + 1);
    }

    @Override
    protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
        FrameHandlerFactory frames = super.createFrameHandlerFactory();
        return (address, name) -> new ReadableFrames(frames.create(address, name), bodyBytesMax);
    }
}
