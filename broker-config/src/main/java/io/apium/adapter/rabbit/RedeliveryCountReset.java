package io.apium.adapter.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import io.apium.adapter.celery.MessageReader;
import io.apium.adapter.celery.MessageWriter.Written;
import io.apium.broker.Delivery;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a message again, with its count reset, before RabbitMQ drops it for too many redeliveries. A quorum queue
 * counts every requeue, also that of a message which a worker only held when it was stopped, and from RabbitMQ 4.0 on
 * it drops a message after 20. The limit for tasks is Apium's own.
 */
final class RedeliveryCountReset {

    private static final Logger LOG = LoggerFactory.getLogger(RedeliveryCountReset.class);

    /** Half of RabbitMQ's 20: as many consumers may still die before they publish it again. */
    private static final int RETURNS_MAX = 10;

    private static final String RETURNS = "x-delivery-count";

    /** Headers with this prefix are removed from a message: they tell where it was. */
    private static final String RENEWED = "x-apium-renewed";

    private final RabbitPublisher publisher;

    RedeliveryCountReset(RabbitPublisher publisher) {
        this.publisher = publisher;
    }

    /** Not for a message of which {@code ReadableFrames} left out a part: only complete ones are published again. */
    static boolean isDue(BasicProperties properties) {
        return header(properties, MessageReader.UNREADABLE) == null
                && header(properties, RETURNS) instanceof Number returns
                && returns.intValue() >= RETURNS_MAX;
    }

    /** Whether the message was delivered before, as this one or before it was published again. */
    static boolean redelivered(Envelope envelope, BasicProperties properties) {
        return envelope.isRedeliver() || header(properties, RENEWED) != null;
    }

    private static @Nullable Object header(BasicProperties properties, String name) {
        Map<String, Object> headers = properties.getHeaders();
        return headers == null ? null : headers.get(name);
    }

    /** Passes it to the sink where it cannot be published. */
    void renew(Delivery delivery, BasicProperties properties, byte[] body, Consumer<Delivery> sink) {
        Map<String, Object> headers = new HashMap<>(properties.getHeaders());
        headers.remove(RETURNS);
        headers.put(RENEWED, true);
        // it is for this queue only, and RabbitMQ would compare the user id with this connection's
        headers.remove("CC");
        headers.remove("BCC");
        BasicProperties ours =
                properties.builder().headers(headers).userId(null).build();
        Written anew = new Written(ours, body);
        var _ = publisher.publish(delivery.queue(), anew).whenComplete((_, failure) -> {
            if (failure == null) {
                LOG.info(
                        "message published again to reset its redelivery count: queue={} redeliveries={}",
                        delivery.queue(),
                        RETURNS_MAX);
                delivery.ack();
            } else {
                LOG.warn("message not published again, its redelivery count stays", failure);
                sink.accept(delivery);
            }
        });
    }
}
