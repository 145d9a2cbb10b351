package io.apium.system;

import io.apium.testkit.hostile.AmqpMessage;
import io.apium.testkit.hostile.RawAmqpPublisher;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Publishes odd messages, over a new connection whenever RabbitMQ has closed one because of them. */
final class HostilePublisher implements AutoCloseable {

    private final String url;
    private final String exchange;
    private final String routingKey;
    private @Nullable RawAmqpPublisher connected;

    HostilePublisher(String url, String exchange, String routingKey) {
        this.url = url;
        this.exchange = exchange;
        this.routingKey = routingKey;
    }

    /** @return whether a queue has it: not every message can be said in AMQP, and not all that can is taken */
    boolean publish(AmqpMessage message) {
        try {
            RawAmqpPublisher publisher = connected == null ? RawAmqpPublisher.connect(url) : connected;
            connected = publisher;
            return publisher.publish(exchange, routingKey, message);
        } catch (IllegalArgumentException unspeakable) {
            return false;
        } catch (IOException refused) {
            close();
            return false;
        }
    }

    @Override
    public void close() {
        try {
            if (connected != null) {
                connected.close();
            }
        } catch (IOException gone) {
            // RabbitMQ has closed it
        } finally {
            connected = null;
        }
    }
}
