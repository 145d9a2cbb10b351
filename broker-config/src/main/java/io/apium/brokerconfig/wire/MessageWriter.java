package io.apium.brokerconfig.wire;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.canvas.Canvas;
import io.apium.canvas.Membership;
import io.apium.canvas.Options;
import io.apium.canvas.TaskMessage;
import io.apium.task.Payload;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes a task as a message of Celery's protocol 2. */
public final class MessageWriter {

    private static final int PERSISTENT = 2;

    /** {@code gen<pid>@<host>}, which Celery's tools show as where a task came from. */
    private final String origin;

    public MessageWriter(String origin) {
        this.origin = origin;
    }

    /** Properties and body, ready for the broker. */
    @SuppressWarnings("ArrayRecordComponent") // handed straight to the client, which takes bytes; never compared
    public record Written(BasicProperties properties, byte[] body) {}

    public Written write(TaskMessage message) {
        Options options = message.options();
        Integer priority = options.routing().priority();
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .contentEncoding("utf-8")
                .headers(headers(message))
                .deliveryMode(PERSISTENT)
                .priority(priority == null ? 0 : priority)
                .correlationId(message.id().value())
                .replyTo(options.reply().replyTo())
                .build();
        return new Written(properties, body(message));
    }

    private Map<String, @Nullable Object> headers(TaskMessage message) {
        Options options = message.options();
        Membership membership = options.membership();
        // a plain HashMap: the order of headers has no meaning, and this is made once for every task
        Map<String, @Nullable Object> headers = new HashMap<>(32);
        options.extra().forEach((name, value) -> headers.put(name, amqp(value)));
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
                        amqp(SignatureWriter.seconds(options.timing().hardLimit())),
                        amqp(SignatureWriter.seconds(options.timing().softLimit()))));
        headers.put("root_id", message.root().value());
        headers.put(
                "parent_id", message.parent() == null ? null : message.parent().value());
        headers.put("origin", origin);
        headers.put("ignore_result", options.reply().ignoreResult());
        return headers;
    }

    private static byte[] body(TaskMessage message) {
        Options options = message.options();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = Json.MAPPER.createGenerator(bytes)) {
            out.writeStartArray();
            Json.write(out, message.signature().args());
            Json.write(out, message.signature().kwargs());
            out.writeStartObject();
            canvases(out, "callbacks", options.links().onSuccess());
            canvases(out, "errbacks", options.links().onFailure());
            canvases(out, "chain", message.chain());
            out.writeName("chord");
            Membership membership = options.membership();
            Canvas chord = membership == null ? null : membership.chord();
            Json.write(out, chord == null ? null : SignatureWriter.tree(chord));
            out.writeEndObject();
            out.writeEndArray();
        }
        return bytes.toByteArray();
    }

    private static void canvases(JsonGenerator out, String name, List<Canvas> canvases) {
        out.writeName(name);
        Json.write(out, canvases.isEmpty() ? null : SignatureWriter.trees(canvases));
    }

    private static @Nullable String date(@Nullable Instant instant) {
        return instant == null ? null : SignatureWriter.date(instant);
    }

    /**
     * The value as a type that AMQP's tables have and that Celery reads back: Python takes the 64-bit code to be unsigned,
     * so a number that fits is sent in 32 bits.
     */
    private static @Nullable Object amqp(@Nullable Object value) {
        return switch (value) {
            case Long number when number == number.intValue() -> number.intValue();
            case BigInteger number -> number.toString();
            case BigDecimal number -> number.doubleValue();
            case Payload payload -> payload.json();
            case List<?> list -> list.stream().map(MessageWriter::amqp).toList();
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> table = new HashMap<>();
                map.forEach((key, element) -> table.put(String.valueOf(key), amqp(element)));
                yield table;
            }
            case null, default -> value;
        };
    }
}
