package io.apium.adapter.rabbit.frame;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.adapter.bound.RabbitBounds;
import io.apium.bound.PlainText;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the client can write the headers and properties of a message. The client first numbers a message and
 * then rejects it, after which every confirm would be assigned to the wrong message.
 */
public final class OutgoingHeader {

    /** Of a frame (8 bytes), and of class, weight, body size and flags in it (14). */
    private static final int FIXED = 22;

    /** A message without a message id gets one: a short string with its number. */
    private static final int MESSAGE_ID = 21;

    /** RabbitMQ routes by these headers, and closes the channel where they are not arrays. */
    private static final Set<String> ROUTING = Set.of("CC", "BCC");

    private OutgoingHeader() {}

    /**
     * Returns the largest possible size of the frame, in bytes.
     *
     * @throws IllegalArgumentException when such a frame cannot be written; the message names the part and the error
     */
    public static long bytes(BasicProperties properties) {
        long bytes = FIXED
                + (properties.getDeliveryMode() == null ? 0 : 1)
                + (properties.getPriority() == null ? 0 : 1)
                + (properties.getTimestamp() == null ? 0 : Long.BYTES)
                + text("content_type", properties.getContentType())
                + text("content_encoding", properties.getContentEncoding())
                + text("correlation_id", properties.getCorrelationId())
                + text("reply_to", properties.getReplyTo())
                + text("expiration", properties.getExpiration())
                + Math.max(MESSAGE_ID, text("message_id", properties.getMessageId()))
                + text("type", properties.getType())
                + text("user_id", properties.getUserId())
                + text("app_id", properties.getAppId())
                + text("cluster_id", properties.getClusterId())
                + headers(properties.getHeaders());
        RabbitBounds.FRAME.check(bytes);
        return bytes;
    }

    private static long headers(@Nullable Map<String, Object> headers) {
        if (headers == null) {
            return 0;
        }
        for (String name : ROUTING) {
            if (headers.containsKey(name) && !(headers.get(name) instanceof Iterable<?>)) {
                throw new IllegalArgumentException("header " + name + " must be a list of queue names, got: "
                        + PlainText.shown(headers.get(name)));
            }
        }
        long bytes = Integer.BYTES;
        for (Map.Entry<String, Object> header : headers.entrySet()) {
            String name = String.valueOf(header.getKey());
            bytes += FieldSize.name(name) + FieldSize.value(name, header.getValue(), 0);
        }
        return bytes;
    }

    /** A short string with its length; nothing where the property is not set. */
    private static long text(String property, @Nullable String text) {
        return text == null ? 0 : FieldSize.shortString(property, text);
    }
}
