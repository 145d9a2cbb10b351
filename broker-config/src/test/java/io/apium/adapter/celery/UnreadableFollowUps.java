package io.apium.adapter.celery;

import static io.apium.adapter.celery.UnreadableFollowUps.good;
import static io.apium.adapter.celery.UnreadableFollowUps.kinds;
import static io.apium.adapter.celery.UnreadableFollowUps.signature;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.adapter.celery.MessageWriter.Written;
import io.apium.adapter.celery.UnreadableFollowUps.Place;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.task.JsonText;
import io.apium.task.QueueName;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signatures that cannot be read, and the places of a message that a signature can have. */
final class UnreadableFollowUps {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final MessageWriter WRITER = new MessageWriter("gen1@test");

    private static final MessageReader READER = new MessageReader(20_000_000);

    /** @param reason a part of what is said about it */
    record Bad(Map<String, Object> signature, String reason) {}

    enum Place {
        LINK,
        LINK_ERROR,
        CHAIN,
        CHORD_BODY;

        Map<String, Object> embed(Map<String, Object> bad) {
            return switch (this) {
                case LINK -> Map.of("callbacks", List.of(good("before"), bad, good("after")));
                case LINK_ERROR -> Map.of("errbacks", List.of(good("before"), bad, good("after")));
                case CHAIN -> Map.of("callbacks", List.of(good("before")), "chain", List.of(bad));
                case CHORD_BODY -> Map.of("chord", bad);
            };
        }

        /** The names of the tasks that are sent although one signature is unreadable. */
        List<String> others() {
            return switch (this) {
                case LINK, LINK_ERROR -> List.of("before", "after");
                case CHAIN -> List.of("before");
                case CHORD_BODY -> List.of();
            };
        }
    }

    private UnreadableFollowUps() {}

    static Map<String, Bad> kinds() {
        Map<String, Bad> kinds = new LinkedHashMap<>();
        kinds.put("queue amq.x", bad("queue", "amq.x", "is reserved"));
        kinds.put("queue of 600 bytes", bad("queue", "q".repeat(600), "at most 255 bytes"));
        kinds.put("reply_to of 300 bytes", bad("reply_to", "r".repeat(300), "at most 255 bytes"));
        kinds.put("header of 200 KB", bad("headers", Map.of("h", "x".repeat(200_000)), "message headers"));
        kinds.put("headers as text", bad("headers", "x", "headers must be an object"));
        kinds.put("priority as text", bad("priority", "high", "priority must be a whole number"));
        kinds.put("eta as a list", bad("countdown", List.of(1), "countdown must be a number"));
        kinds.put("group_id as a list", bad("group_id", List.of(1), "group_id must be text"));
        kinds.put("args as text", new Bad(with("args", "x"), "args must be a list"));
        kinds.put("kwargs as a number", new Bad(with("kwargs", 7), "kwargs must be an object"));
        kinds.put("a chain as its type", new Bad(with("subtask_type", List.of()), "subtask_type must be text"));
        return kinds;
    }

    static Map<String, Object> good(String task) {
        return signature(task, Map.of());
    }

    static Map<String, Object> signature(String task, Map<String, Object> more) {
        Map<String, Object> options = new LinkedHashMap<>(Map.of("task_id", task));
        options.putAll(more);
        Map<String, Object> signature = new LinkedHashMap<>();
        signature.put("task", task);
        signature.put("args", List.of());
        signature.put("kwargs", Map.of());
        signature.put("options", options);
        signature.put("immutable", false);
        return signature;
    }

    static Map<String, Object> complex(String type, Map<String, Object> kwargs, Map<String, Object> options) {
        return Map.of("task", "celery." + type, "subtask_type", type, "kwargs", kwargs, "options", options);
    }

    private static Map<String, Object> with(String field, Object value) {
        Map<String, Object> signature = signature("bad", Map.of());
        signature.put(field, value);
        return signature;
    }

    private static Bad bad(String option, Object value, String reason) {
        return new Bad(signature("bad", Map.of(option, value)), reason);
    }

    static TaskRecord.Ended succeeded(TaskMessage message) {
        return new TaskRecord.Succeeded(message.id(), new JsonText("1"), NOW, ResultMetadata.UNKNOWN);
    }

    static TaskMessage read(Map<String, Object> embed) {
        Map<String, Object> headers = new LinkedHashMap<>(
                Map.of("id", "parent", "task", "a.task", "group", "g", "group_index", 0, "retries", 0));
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .headers(headers)
                .build();
        byte[] body = PythonJson.text(List.of(List.of(1), Map.of(), embed)).getBytes(StandardCharsets.UTF_8);
        return read(new Written(properties, body));
    }

    static TaskMessage read(Written written) {
        return switch (READER.read(written.properties(), written.body(), QueueName.DEFAULT)) {
            case Content.Task(TaskMessage message) -> message;
            case Content.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
        };
    }
}
