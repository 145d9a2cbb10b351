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
 * Sends a message anew, with the count at nothing, before RabbitMQ throws it away for having come back too often. A quorum
 * queue counts every return, also that of a message which a worker only had in hand when it was stopped, and from RabbitMQ
 * 4.0 on it drops a message after twenty. Which task is given up, and when, is not the broker's to say.
 */
final class RedeliveryCountReset {

    private static final Logger LOG = LoggerFactory.getLogger(RedeliveryCountReset.class);

    /** Half of RabbitMQ's twenty: as many consumers may still die before they have done this. */
    private static final int RETURNS_MAX = 10;

    private static final String RETURNS = "x-delivery-count";

    /** What begins like this is left behind with a message's own headers: it tells where the message was. */
    private static final String RENEWED = "x-apium-renewed";

    private final RabbitPublisher publisher;

    RedeliveryCountReset(RabbitPublisher publisher) {
        this.publisher = publisher;
    }

    /** Not what was left out of by the reader of frames: what is sent anew is whole. */
    static boolean isDue(BasicProperties properties) {
        return header(properties, MessageReader.UNREADABLE) == null
                && header(properties, RETURNS) instanceof Number returns
                && returns.intValue() >= RETURNS_MAX;
    }

    /** Whether somebody had it in hand before, as this message or as the one that was sent anew. */
    static boolean redelivered(Envelope envelope, BasicProperties properties) {
        return envelope.isRedeliver() || header(properties, RENEWED) != null;
    }

    private static @Nullable Object header(BasicProperties properties, String name) {
        Map<String, Object> headers = properties.getHeaders();
        return headers == null ? null : headers.get(name);
    }

    /** Goes to the sink after all where it cannot be sent. */
    void renew(Delivery delivery, BasicProperties properties, byte[] body, Consumer<Delivery> sink) {
        Map<String, Object> headers = new HashMap<>(properties.getHeaders());
        headers.remove(RETURNS);
        headers.put(RENEWED, true);
        // it is for this queue alone, and the user that RabbitMQ compares with ours is another's
        headers.remove("CC");
        headers.remove("BCC");
        BasicProperties ours =
                properties.builder().headers(headers).userId(null).build();
        Written anew = new Written(ours, body);
        var _ = publisher.publish(delivery.queue(), anew).whenComplete((_, failure) -> {
            if (failure == null) {
                LOG.info(
                        "a message of {} was requeued {} times; it is published again with count 0",
                        delivery.queue(),
                        RETURNS_MAX);
                delivery.ack();
            } else {
                LOG.warn("a message that was requeued too often could not be published again", failure);
                sink.accept(delivery);
            }
        });
    }
}
