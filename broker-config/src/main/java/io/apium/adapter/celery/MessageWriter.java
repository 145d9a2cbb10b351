package io.apium.adapter.celery;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.broker.MessageTooLargeException;
import io.apium.broker.RawMessage;
import io.apium.canvas.Canvas;
import io.apium.canvas.GroupMembership;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.UnreadableSignature;
import io.apium.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/** Writes a task as a message of Celery's protocol 2. */
public final class MessageWriter {

    static final String CONTENT_TYPE = "content_type";
    static final String CONTENT_ENCODING = "content_encoding";
    static final String CORRELATION_ID = "correlation_id";
    static final String REPLY_TO = "reply_to";
    static final String PRIORITY = "priority";

    private static final int PERSISTENT = 2;
    private static final int BODY_BYTES_USUAL = 16 << 20;

    /** A dead letter shows a message that is too large to be sent, but not one that would fill the memory. */
    private static final int KEPT_TIMES = 4;

    /** {@code gen<pid>@<host>}, which Celery's tools show as the origin of a task. */
    private final String origin;

    private final int bytesMax;

    /** With the default limit of the body. */
    public MessageWriter(String origin) {
        this(origin, BODY_BYTES_USUAL);
    }

    /** @param bytesMax the largest body that can be sent; writing a larger one stops at the limit */
    public MessageWriter(String origin, int bytesMax) {
        this.origin = origin;
        this.bytesMax = bytesMax;
    }

    /** Properties and body, ready for the broker. */
    @SuppressWarnings("ArrayRecordComponent") // handed straight to the client, which takes bytes; never compared
    public record Written(BasicProperties properties, byte[] body) {}

    /** The message as it is stored until it is sent. */
    public Written write(TaskMessage message) {
        return write(message, headers(message));
    }

    /**
     * The message as it is sent now.
     *
     * @throws IllegalArgumentException when an argument cannot be written as JSON
     * @throws io.apium.broker.MessageTooLargeException when its body is over the limit
     */
    public Written write(TaskMessage message, Instant now) {
        Map<String, @Nullable Object> headers = headers(message);
        headers.put(TaskMessage.SENT, now.toEpochMilli());
        return write(message, headers);
    }

    private Written write(TaskMessage message, Map<String, @Nullable Object> headers) {
        return new Written(properties(message, headers), body(message, bytesMax));
    }

    private static BasicProperties properties(TaskMessage message, Map<String, @Nullable Object> headers) {
        TaskOptions options = message.options();
        Integer priority = options.routing().priority();
        return new BasicProperties.Builder()
                .contentType("application/json")
                .contentEncoding("utf-8")
                .headers(headers)
                .deliveryMode(PERSISTENT)
                .priority(priority == null ? 0 : priority)
                .correlationId(message.id().value())
                .replyTo(options.reply().replyTo())
                .build();
    }

    /** The message as it would be delivered; one that is over four times the limit has no body. */
    public RawMessage raw(TaskMessage message) {
        BasicProperties properties = properties(message, headers(message));
        try {
            int keptMax = (int) Math.min((long) KEPT_TIMES * bytesMax, Integer.MAX_VALUE);
            return MessageReader.raw(properties, body(message, keptMax));
        } catch (MessageTooLargeException _) {
            return MessageReader.raw(properties, new byte[0]);
        }
    }

    /** A message with an unreadable signature, as it was received, in place of its body. */
    public RawMessage raw(UnreadableSignature signature, TaskMessage parent) {
        Signature task = signature.signatures().findFirst().orElseThrow();
        TaskId id = task.options().id();
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        headers.put("id", id == null ? null : id.value());
        headers.put("task", task.task());
        headers.put("parent_id", parent.id().value());
        headers.put("root_id", parent.root().value());
        headers.put("origin", origin);
        byte[] body = PythonJson.wellFormedText(signature.tree()).getBytes(StandardCharsets.UTF_8);
        return new RawMessage(
                headers,
                Map.of(CONTENT_TYPE, "application/json", CONTENT_ENCODING, "utf-8"),
                Base64.getEncoder().encodeToString(body));
    }

    /**
     * A raw message.
     *
     * @throws IllegalArgumentException when its body is not base64
     */
    public Written write(RawMessage message) {
        Map<String, @Nullable Object> headers = new HashMap<>();
        message.headers().forEach((name, value) -> headers.put(name, AmqpValues.amqp(value)));
        Map<String, String> named = message.properties();
        String priority = named.get(PRIORITY);
        BasicProperties properties = new BasicProperties.Builder()
                .contentType(named.get(CONTENT_TYPE))
                .contentEncoding(named.get(CONTENT_ENCODING))
                .headers(headers)
                .deliveryMode(PERSISTENT)
                .priority(priority == null ? null : Integer.valueOf(priority))
                .correlationId(named.get(CORRELATION_ID))
                .replyTo(named.get(REPLY_TO))
                .build();
        return new Written(properties, Base64.getDecoder().decode(message.body()));
    }

    private Map<String, @Nullable Object> headers(TaskMessage message) {
        TaskOptions options = message.options();
        GroupMembership membership = options.membership();
        // a plain HashMap: the order of headers has no meaning, and this map is made once for every task
        Map<String, @Nullable Object> headers = new HashMap<>(32);
        options.extra().forEach((name, value) -> headers.put(name, AmqpValues.amqp(value)));
        headers.put("lang", "java");
        headers.put("task", message.task());
        headers.put("id", message.id().value());
        headers.put("shadow", options.reply().shadow());
        headers.put("eta", date(message.eta()));
        headers.put("expires", date(message.expires()));
        headers.put("group", membership == null ? null : membership.group().value());
        headers.put("group_index", membership == null ? null : membership.index());
        headers.put("retries", message.retries());
        headers.put(
                "timelimit",
                Arrays.asList(
                        AmqpValues.amqp(SignatureWriter.seconds(options.timing().hardLimit())),
                        AmqpValues.amqp(SignatureWriter.seconds(options.timing().softLimit()))));
        headers.put("root_id", message.root().value());
        headers.put(
                "parent_id", message.parent() == null ? null : message.parent().value());
        headers.put("origin", origin);
        headers.put("ignore_result", options.reply().ignoreResult());
        return headers;
    }

    private static byte[] body(TaskMessage message, int bytesMax) {
        TaskOptions options = message.options();
        MessageBody bytes = new MessageBody(message.task(), bytesMax);
        try (JsonGenerator out = PythonJson.MAPPER.createGenerator(bytes)) {
            out.writeStartArray();
            PythonJson.write(out, message.signature().args());
            PythonJson.write(out, message.signature().kwargs());
            out.writeStartObject();
            canvases(out, "callbacks", options.links().onSuccess());
            canvases(out, "errbacks", options.links().onFailure());
            canvases(out, "chain", message.chain());
            out.writeName("chord");
            GroupMembership membership = options.membership();
            Canvas chord = membership == null ? null : membership.chord();
            PythonJson.write(out, chord == null ? null : SignatureWriter.tree(chord));
            out.writeEndObject();
            out.writeEndArray();
        } catch (JacksonException impossible) {
            throw PythonJson.unwritable(impossible);
        }
        return bytes.toByteArray();
    }

    private static void canvases(JsonGenerator out, String name, List<Canvas> canvases) {
        out.writeName(name);
        PythonJson.write(out, canvases.isEmpty() ? null : SignatureWriter.trees(canvases));
    }

    private static @Nullable String date(@Nullable Instant instant) {
        return instant == null ? null : SignatureWriter.date(instant);
    }
}
