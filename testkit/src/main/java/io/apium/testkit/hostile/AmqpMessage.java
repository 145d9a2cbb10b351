package io.apium.testkit.hostile;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A message as it is published: its properties may be anything that AMQP can carry. */
public final class AmqpMessage {

    private static final int CLASS_BASIC = 60;
    private static final int DELIVERY_MODE_PERSISTENT = 2;

    private final AmqpTable headers;
    private final byte[] body;
    private @Nullable String contentType = "application/json";
    private @Nullable String contentEncoding = "utf-8";
    private @Nullable String correlationId;
    private @Nullable String replyTo;
    private @Nullable String expiration;
    private int priority;

    private AmqpMessage(AmqpTable headers, byte[] body) {
        this.headers = headers;
        this.body = body.clone();
    }

    /** JSON in UTF-8, as Celery says it. */
    public static AmqpMessage of(AmqpTable headers, String body) {
        return of(headers, body.getBytes(StandardCharsets.UTF_8));
    }

    public static AmqpMessage of(AmqpTable headers, byte[] body) {
        return new AmqpMessage(headers, body);
    }

    public AmqpMessage withContent(@Nullable String type, @Nullable String encoding) {
        AmqpMessage copy = copy();
        copy.contentType = type;
        copy.contentEncoding = encoding;
        return copy;
    }

    /** For a client that waits with Celery's {@code rpc://} backend. */
    public AmqpMessage withReply(@Nullable String to, @Nullable String correlation) {
        AmqpMessage copy = copy();
        copy.replyTo = to;
        copy.correlationId = correlation;
        return copy;
    }

    public AmqpMessage withPriority(int value) {
        AmqpMessage copy = copy();
        copy.priority = value;
        return copy;
    }

    /** @param millis what RabbitMQ takes for how long it may wait; it refuses anything but a number */
    public AmqpMessage withExpiration(String millis) {
        AmqpMessage copy = copy();
        copy.expiration = millis;
        return copy;
    }

    private AmqpMessage copy() {
        AmqpMessage copy = new AmqpMessage(headers, body);
        copy.contentType = contentType;
        copy.contentEncoding = contentEncoding;
        copy.correlationId = correlationId;
        copy.replyTo = replyTo;
        copy.expiration = expiration;
        copy.priority = priority;
        return copy;
    }

    public AmqpTable headers() {
        return headers;
    }

    public byte[] body() {
        return body.clone();
    }

    /** The payload of the frame that comes before the body. */
    byte[] contentHeader() {
        int flags = 0;
        AmqpBytes values = new AmqpBytes();
        flags |= text(values, contentType, 15);
        flags |= text(values, contentEncoding, 14);
        values.raw(headers.bytes()).octet(DELIVERY_MODE_PERSISTENT).octet(priority);
        flags |= 1 << 13 | 1 << 12 | 1 << 11;
        flags |= text(values, correlationId, 10);
        flags |= text(values, replyTo, 9);
        flags |= text(values, expiration, 8);
        return new AmqpBytes()
                .shortInt(CLASS_BASIC)
                .shortInt(0)
                .longLong(body.length)
                .shortInt(flags)
                .raw(values.bytes())
                .bytes();
    }

    private static int text(AmqpBytes out, @Nullable String value, int bit) {
        if (value == null) {
            return 0;
        }
        out.shortString(value);
        return 1 << bit;
    }
}
