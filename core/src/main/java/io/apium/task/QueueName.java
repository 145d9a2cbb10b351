package io.apium.task;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import java.util.regex.Pattern;

/**
 * The name of a queue: 1 to 255 bytes of letters, digits, and the characters {@code . _ : @ / -}. Names of RabbitMQ
 * ({@code amq.*}) and of Celery's remote control and events are rejected: a task sent there would reach workers as a
 * command.
 */
public record QueueName(String name) {

    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}._:@/-]+");
    private static final Pattern RESERVED = Pattern.compile("amq\\..*|(.*\\.)?celery\\.pidbox|celeryev(\\..*)?");

    /** The default queue of Celery and Apium. */
    public static final QueueName DEFAULT = new QueueName("celery");

    public QueueName {
        PlainText.check(MessageBounds.QUEUE_NAME, name);
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "queue name must have only letters, digits and . _ : @ / -, got: " + PlainText.shown(name));
        }
        if (RESERVED.matcher(name).matches()) {
            throw new IllegalArgumentException("queue name " + PlainText.shown(name)
                    + " is reserved: names of RabbitMQ (amq.*) and Celery (celeryev*, *celery.pidbox) are not allowed");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
