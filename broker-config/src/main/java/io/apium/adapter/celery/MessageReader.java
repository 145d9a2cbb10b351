package io.apium.adapter.celery;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.bound.PlainText;
import io.apium.bound.SaturatingTime;
import io.apium.broker.Delivery.Content;
import io.apium.broker.RawMessage;
import io.apium.canvas.Canvas;
import io.apium.canvas.GroupMembership;
import io.apium.canvas.RelativeTime;
import io.apium.canvas.ReservedHeaders;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.task.GroupId;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a message of Celery's protocol 2, or returns why it is unreadable. */
public final class MessageReader {

    /** A header that {@code ReadableFrames} adds to a message of which a part was left out; its text is the reason. */
    public static final String UNREADABLE = "x-apium-unreadable";

    private static final String JSON = "application/json";
    private static final int REASON_LENGTH_MAX = 500;

    /** In September 2001. An earlier timestamp is not in milliseconds. */
    private static final long SENT_MIN_MILLIS = 1_000_000_000_000L;

    private final int bytesMax;
    private final Function<byte[], @Nullable Object> json;

    /** @param bytesMax the largest body that is read, in bytes, also after decompression */
    public MessageReader(int bytesMax) {
        this(bytesMax, PythonJson::message);
    }

    private MessageReader(int bytesMax, Function<byte[], @Nullable Object> json) {
        this.bytesMax = bytesMax;
        this.json = json;
    }

    /** Reads every stored message, since its bounds were checked when it was written. */
    public static MessageReader ofStored(int bytesMax) {
        return new MessageReader(bytesMax, body -> PythonJson.read(new String(body, StandardCharsets.UTF_8)));
    }

    /**
     * Never throws, whatever the message contains.
     *
     * @param queue the one that it came from, or null where only the message is known
     */
    public Content read(BasicProperties properties, byte[] body, @Nullable QueueName queue) {
        Map<String, Object> table = properties.getHeaders();
        UntrustedFields headers = new UntrustedFields(table == null ? Map.of() : table);
        String leftOut = headers.text(UNREADABLE);
        if (leftOut != null) {
            return unreadable(leftOut, properties, headers, body);
        }
        try {
            return new Content.Task(task(properties, headers, body, queue));
        } catch (IllegalArgumentException malformed) {
            return unreadable(String.valueOf(malformed.getMessage()), properties, headers, body);
        } catch (RuntimeException | StackOverflowError unforeseen) {
            return unreadable("the message cannot be read: " + unforeseen, properties, headers, body);
        }
    }

    /** The message as it was delivered, without RabbitMQ's record of where it has been, as in {@link #read}. */
    public static RawMessage raw(BasicProperties properties, byte[] body) {
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        if (properties.getHeaders() != null) {
            properties.getHeaders().forEach((name, value) -> {
                if (!ReservedHeaders.isRouting(name)) {
                    headers.put(name, AmqpValues.plainOrText(value));
                }
            });
        }
        Map<String, String> named = new HashMap<>();
        named.put(MessageWriter.CONTENT_TYPE, properties.getContentType());
        named.put(MessageWriter.CONTENT_ENCODING, properties.getContentEncoding());
        named.put(MessageWriter.CORRELATION_ID, properties.getCorrelationId());
        named.put(MessageWriter.REPLY_TO, properties.getReplyTo());
        named.put(MessageWriter.PRIORITY, properties.getPriority() == null ? null : "" + properties.getPriority());
        named.values().removeIf(Objects::isNull);
        return new RawMessage(headers, named, Base64.getEncoder().encodeToString(body));
    }

    /** When the message was sent, or null where it has no valid timestamp. */
    public static @Nullable Instant sentAt(BasicProperties properties) {
        Map<String, Object> headers = properties.getHeaders();
        Object sent = headers == null ? null : headers.get(TaskMessage.SENT);
        return sent instanceof Long millis && millis >= SENT_MIN_MILLIS
                ? SaturatingTime.clamp(Instant.ofEpochMilli(millis))
                : null;
    }

    private TaskMessage task(
            BasicProperties properties, UntrustedFields headers, byte[] body, @Nullable QueueName queue) {
        if (body.length > bytesMax) {
            throw new IllegalArgumentException("the body has " + body.length + " bytes, over the limit of " + bytesMax);
        }
        if (!JSON.equals(properties.getContentType())) {
            throw new IllegalArgumentException(
                    "content type must be application/json, got: " + PlainText.shown(properties.getContentType()));
        }
        if (headers.raw("task") == null && opened(headers, body) instanceof Map<?, ?> old && old.get("task") != null) {
            throw new IllegalArgumentException(
                    "the message is of Celery's protocol 1; set task_protocol = 2, which is Celery's default");
        }
        TaskId id = new TaskId(headers.required("id"));
        String task = headers.required("task");
        List<?> parts = parts(opened(headers, body));
        UntrustedFields embed =
                UntrustedFields.of(parts.get(2) == null ? Map.of() : parts.get(2), "the third part of the body");
        String root = headers.text("root_id");
        String parent = headers.text("parent_id");
        Integer retries = headers.integer("retries");
        Instant eta = headers.instant("eta");
        Instant expires = headers.instant("expires");
        TaskOptions options = options(properties, headers, embed, queue, id, eta, expires);
        return new TaskMessage(
                id,
                root == null ? id : new TaskId(root),
                parent == null ? null : new TaskId(parent),
                retries == null ? 0 : retries,
                eta,
                expires,
                new Signature(task, args(parts.get(0)), kwargs(parts.get(1)), options, false),
                SignatureReader.readAll(embed.raw("chain")));
    }

    private @Nullable Object opened(UntrustedFields headers, byte[] body) {
        byte[] opened = BodyCompression.opened(headers.text("compression"), body, bytesMax);
        Object tree = json.apply(opened);
        return TypedValues.mayBeIn(opened) ? TypedValues.opened(tree) : tree;
    }

    private static List<?> parts(@Nullable Object tree) {
        if (tree instanceof List<?> parts && parts.size() == 3) {
            return parts;
        }
        throw new IllegalArgumentException(
                "the body must be a list of arguments, keyword arguments and embedded canvas");
    }

    private static List<@Nullable Object> args(@Nullable Object part) {
        if (part instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw new IllegalArgumentException("the arguments must be a list");
    }

    private static Map<String, @Nullable Object> kwargs(@Nullable Object part) {
        if (part instanceof Map<?, ?> map) {
            return map.isEmpty() ? Map.of() : UntrustedFields.named(map);
        }
        throw new IllegalArgumentException("the keyword arguments must be an object");
    }

    private static TaskOptions options(
            BasicProperties properties,
            UntrustedFields headers,
            UntrustedFields embed,
            @Nullable QueueName queue,
            TaskId id,
            @Nullable Instant eta,
            @Nullable Instant expires) {
        List<?> limits = headers.list("timelimit");
        return new TaskOptions(
                id,
                new TaskOptions.Routing(queue, properties.getPriority()),
                new TaskOptions.Timing(at(eta), at(expires), limit(limits, 0), limit(limits, 1)),
                new TaskOptions.Links(
                        SignatureReader.readAll(embed.raw("callbacks")),
                        SignatureReader.readAll(embed.raw("errbacks"))),
                new TaskOptions.Reply(
                        headers.strictTruth("ignore_result"), replyTo(properties), headers.textIfAny("shadow")),
                membership(headers, embed),
                extra(headers));
    }

    private static @Nullable String replyTo(BasicProperties properties) {
        String replyTo = properties.getReplyTo();
        return replyTo == null || replyTo.isBlank() ? null : replyTo;
    }

    private static @Nullable GroupMembership membership(UntrustedFields headers, UntrustedFields embed) {
        String group = headers.text("group");
        if (group == null) {
            return null;
        }
        Object chord = embed.raw("chord");
        Canvas body = chord == null ? null : SignatureReader.read(chord);
        return new GroupMembership(new GroupId(group), headers.integer("group_index"), body);
    }

    private static @Nullable Duration limit(List<?> limits, int index) {
        return index < limits.size() ? UntrustedFields.seconds("timelimit", limits.get(index)) : null;
    }

    private static @Nullable RelativeTime at(@Nullable Instant instant) {
        return instant == null ? null : new RelativeTime.At(instant);
    }

    private static Map<String, @Nullable Object> extra(UntrustedFields headers) {
        Map<String, @Nullable Object> extra = null;
        for (Map.Entry<?, ?> header : headers.map().entrySet()) {
            String name = String.valueOf(header.getKey());
            if (!ReservedHeaders.isOfOneMessage(name)) {
                extra = extra == null ? new LinkedHashMap<>() : extra;
                extra.put(name, AmqpValues.plain(header.getValue()));
            }
        }
        return extra == null ? Map.of() : extra;
    }

    private Content unreadable(String reason, BasicProperties properties, UntrustedFields headers, byte[] body) {
        MessageIdentity identity = MessageIdentity.of(headers);
        if (!identity.isComplete() && JSON.equals(properties.getContentType()) && body.length <= bytesMax) {
            identity = identity.or(() -> opened(headers, body));
        }
        return new Content.Unreadable(
                PlainText.oneLine(reason, REASON_LENGTH_MAX),
                identity.or(properties.getCorrelationId()).id(),
                identity.task());
    }
}
