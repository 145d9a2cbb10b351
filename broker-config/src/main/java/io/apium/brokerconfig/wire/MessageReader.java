package io.apium.brokerconfig.wire;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.broker.Delivery.Content;
import io.apium.broker.RawMessage;
import io.apium.canvas.Canvas;
import io.apium.canvas.Membership;
import io.apium.canvas.Options;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.When;
import io.apium.task.GroupId;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads a message of Celery's protocol 2, or says why it cannot be read. */
public final class MessageReader {

    /** A header that the reader of frames adds to a message of which it had to leave something out; its text says what. */
    public static final String UNREADABLE = "x-apium-unreadable";

    private static final Set<String> KNOWN = Set.of(
            "lang",
            "task",
            "id",
            "shadow",
            "eta",
            "expires",
            "group",
            "group_index",
            "retries",
            "timelimit",
            "root_id",
            "parent_id",
            "argsrepr",
            "kwargsrepr",
            "origin",
            "ignore_result",
            "compression",
            TaskMessage.SENT);

    /** In September 2001. What was sent before was not sent in milliseconds. */
    private static final long SENT_MIN_MILLIS = 1_000_000_000_000L;

    private final int bytesMax;

    /** @param bytesMax the largest body that is read, in bytes, also after it was decompressed */
    public MessageReader(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** @param queue the one that it came from, or null where nothing but the message is known */
    public Content read(BasicProperties properties, byte[] body, @Nullable QueueName queue) {
        Map<String, Object> table = properties.getHeaders();
        Fields headers = new Fields(table == null ? Map.of() : table);
        String leftOut = headers.text(UNREADABLE);
        if (leftOut != null) {
            return unreadable(leftOut, headers);
        }
        try {
            return new Content.Task(task(properties, headers, body, queue));
        } catch (JacksonException notJson) {
            return unreadable("the body is not JSON: " + notJson.getOriginalMessage(), headers);
        } catch (IllegalArgumentException malformed) {
            return unreadable(String.valueOf(malformed.getMessage()), headers);
        }
    }

    /** The message as it came. RabbitMQ's own account of where it has been is left behind, as in {@link #read}. */
    public static RawMessage raw(BasicProperties properties, byte[] body) {
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        if (properties.getHeaders() != null) {
            properties.getHeaders().forEach((name, value) -> {
                if (!name.startsWith("x-")) {
                    headers.put(name, AmqpValues.plain(value));
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

    /** When the message was sent, or null where it does not say so in a way that can be understood. */
    public static @Nullable Instant sentAt(BasicProperties properties) {
        Map<String, Object> headers = properties.getHeaders();
        Object sent = headers == null ? null : headers.get(TaskMessage.SENT);
        return sent instanceof Long millis && millis >= SENT_MIN_MILLIS ? Instant.ofEpochMilli(millis) : null;
    }

    private TaskMessage task(BasicProperties properties, Fields headers, byte[] body, @Nullable QueueName queue) {
        if (body.length > bytesMax) {
            throw new IllegalArgumentException("the body has " + body.length + " bytes, over the limit of " + bytesMax);
        }
        if (!"application/json".equals(properties.getContentType())) {
            throw new IllegalArgumentException(
                    "the content type is not application/json but " + properties.getContentType());
        }
        TaskId id = new TaskId(headers.required("id"));
        String task = headers.required("task");
        List<?> parts = parts(Compression.opened(headers.text("compression"), body, bytesMax));
        Fields embed = Fields.of(parts.get(2) == null ? Map.of() : parts.get(2), "the third part of the body");
        String root = headers.text("root_id");
        String parent = headers.text("parent_id");
        Integer retries = headers.integer("retries");
        Instant eta = headers.instant("eta");
        Instant expires = headers.instant("expires");
        Options options = options(properties, headers, embed, queue, id, eta, expires);
        TaskMessage message = new TaskMessage(
                id,
                root == null ? id : new TaskId(root),
                parent == null ? null : new TaskId(parent),
                retries == null ? 0 : retries,
                eta,
                expires,
                new Signature(task, args(parts.get(0)), kwargs(parts.get(1)), options, false),
                SignatureReader.readAll(embed.raw("chain")));
        // whoever asks for the policy later can count on there being one
        message.retryPolicy();
        return message;
    }

    private static List<?> parts(byte[] body) {
        Object tree = Json.read(body);
        if (TypedValues.mayBeIn(body)) {
            tree = TypedValues.opened(tree);
        }
        if (tree instanceof List<?> parts && parts.size() == 3) {
            return parts;
        }
        throw new IllegalArgumentException("the body is not a list of arguments, keywords and embedded canvas");
    }

    private static List<@Nullable Object> args(@Nullable Object part) {
        if (part instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw new IllegalArgumentException("the arguments are not a list");
    }

    private static Map<String, @Nullable Object> kwargs(@Nullable Object part) {
        if (part instanceof Map<?, ?> map) {
            return map.isEmpty() ? Map.of() : Fields.named(map);
        }
        throw new IllegalArgumentException("the keyword arguments are not an object");
    }

    private static Options options(
            BasicProperties properties,
            Fields headers,
            Fields embed,
            @Nullable QueueName queue,
            TaskId id,
            @Nullable Instant eta,
            @Nullable Instant expires) {
        List<?> limits = headers.list("timelimit");
        return new Options(
                id,
                new Options.Routing(queue, properties.getPriority()),
                new Options.Timing(at(eta), at(expires), limit(limits, 0), limit(limits, 1)),
                new Options.Links(
                        SignatureReader.readAll(embed.raw("callbacks")),
                        SignatureReader.readAll(embed.raw("errbacks"))),
                new Options.Reply(headers.truth("ignore_result"), properties.getReplyTo(), headers.text("shadow")),
                membership(headers, embed),
                extra(headers));
    }

    private static @Nullable Membership membership(Fields headers, Fields embed) {
        String group = headers.text("group");
        if (group == null) {
            return null;
        }
        Object chord = embed.raw("chord");
        Canvas body = chord == null ? null : SignatureReader.read(chord);
        return new Membership(new GroupId(group), headers.integer("group_index"), body);
    }

    private static @Nullable Duration limit(List<?> limits, int index) {
        return index < limits.size() ? Fields.seconds("timelimit", limits.get(index)) : null;
    }

    private static @Nullable When at(@Nullable Instant instant) {
        return instant == null ? null : new When.At(instant);
    }

    /** RabbitMQ's own account of where a message died is left behind: with it the message would not be routed again. */
    private static Map<String, @Nullable Object> extra(Fields headers) {
        Map<String, @Nullable Object> extra = null;
        for (Map.Entry<?, ?> header : headers.map().entrySet()) {
            String name = String.valueOf(header.getKey());
            if (!KNOWN.contains(name) && !name.startsWith("x-")) {
                extra = extra == null ? new LinkedHashMap<>() : extra;
                extra.put(name, AmqpValues.plain(header.getValue()));
            }
        }
        return extra == null ? Map.of() : extra;
    }

    private static Content unreadable(String reason, Fields headers) {
        String id = headers.text("id");
        return new Content.Unreadable(
                reason, id == null || id.isBlank() || id.length() > 255 ? null : new TaskId(id), headers.text("task"));
    }
}
