package io.apium.adapter.rabbit.frame;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import io.apium.broker.MessageRejectedException;
import io.apium.task.QueueName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RabbitMQ's {@code max_message_size}. It cannot be queried: RabbitMQ closes the channel over a larger message, with
 * all unconfirmed messages on it, and reports the limit. So the first such message is the last one that is sent, until
 * there is another connection.
 */
public final class ServerSizeLimit {

    private static final Pattern REFUSAL =
            Pattern.compile("message size (\\d{1,18}) is larger than (?:configured )?max size (\\d{1,18})");

    private volatile long bytesMax = Long.MAX_VALUE;

    public void learn(ShutdownSignalException closed) {
        if (closed.getReason() instanceof AMQP.Channel.Close close) {
            Matcher refusal = REFUSAL.matcher(String.valueOf(close.getReplyText()));
            if (refusal.find()) {
                bytesMax = Long.parseLong(refusal.group(2));
            }
        }
    }

    /** The next connection may be to another server, or with another limit. */
    public void forget() {
        bytesMax = Long.MAX_VALUE;
    }

    public boolean excludes(int bytes) {
        return bytes > bytesMax;
    }

    public MessageRejectedException rejected(QueueName queue, int bytes) {
        return new MessageRejectedException(
                "the message for queue '" + queue + "' must have at most " + bytesMax
                        + " bytes, RabbitMQ's max_message_size, got " + bytes,
                null);
    }
}
