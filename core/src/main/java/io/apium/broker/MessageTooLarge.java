package io.apium.broker;

/** The message is larger than the broker is to be given; it will be tomorrow, too. */
public final class MessageTooLarge extends MessageRejectedException {

    /** One that was not even written to its end. */
    public MessageTooLarge(String task, int bytesMax) {
        super(
                "the arguments and callbacks of task " + task + " make a message of more than " + bytesMax
                        + " bytes, which is the limit",
                null);
    }

    /** @param bytesMax the most that a message may have ({@code apium.broker.message-bytes-max}) */
    public MessageTooLarge(String task, int bytes, int bytesMax) {
        super(
                "the arguments of task " + task + " make a message of " + bytes + " bytes, over the limit of "
                        + bytesMax,
                null);
    }
}
