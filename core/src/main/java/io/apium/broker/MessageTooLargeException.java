package io.apium.broker;

import io.apium.task.ErrorName;

/** The message is larger than the broker is to be given; it will be tomorrow, too. */
@ErrorName("MessageTooLarge")
public final class MessageTooLargeException extends MessageRejectedException {

    /** One that was not even written to its end. */
    public MessageTooLargeException(String task, int bytesMax) {
        super(
                "the arguments and callbacks of task " + task + " make a message of more than " + bytesMax
                        + " bytes, which is the limit",
                null);
    }

    /** @param bytesMax the most that a message may have ({@code apium.broker.max-message-size}) */
    public MessageTooLargeException(String task, int bytes, int bytesMax) {
        super(
                "the arguments of task " + task + " make a message of " + bytes + " bytes, over the limit of "
                        + bytesMax,
                null);
    }
}
