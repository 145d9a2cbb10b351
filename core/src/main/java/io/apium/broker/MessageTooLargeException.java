package io.apium.broker;

import io.apium.task.ErrorName;

/** The message is larger than the limit; publishing it again fails again. */
@ErrorName("MessageTooLarge")
public final class MessageTooLargeException extends MessageRejectedException {

    /** A message whose writing stopped at the limit, so that its size is not known. */
    public MessageTooLargeException(String task, int bytesMax) {
        super(
                "the arguments and callbacks of task " + task + " make a message of more than " + bytesMax
                        + " bytes, the limit",
                null);
    }

    /** @param bytesMax the limit ({@code apium.broker.max-message-size}) */
    public MessageTooLargeException(String task, int bytes, int bytesMax) {
        super(
                "the arguments of task " + task + " make a message of " + bytes + " bytes, over the limit of "
                        + bytesMax,
                null);
    }
}
