package io.apium.broker;

import io.apium.task.ErrorName;
import org.jspecify.annotations.Nullable;

/**
 * The message can never be published, whatever the state of the broker: a header is too large, a name too long, a queue
 * cannot be declared. Publishing it again fails again.
 */
@ErrorName("MessageRejectedException")
public class MessageRejectedException extends RuntimeException {

    public MessageRejectedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
