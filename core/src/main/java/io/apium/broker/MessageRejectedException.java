package io.apium.broker;

import io.apium.task.ErrorName;
import org.jspecify.annotations.Nullable;

/**
 * The message itself cannot be published, whatever the state of the broker: a header too large, a name too long, a
 * queue that the broker refuses to declare. Publishing it again fails again.
 */
@ErrorName("MessageRejectedException")
public class MessageRejectedException extends RuntimeException {

    public MessageRejectedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
