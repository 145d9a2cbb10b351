package io.apium.brokerconfig.wire;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.broker.Delivery.Content;
import io.apium.brokerconfig.wire.MessageWriter.Written;
import io.apium.canvas.Options;
import io.apium.canvas.TaskMessage;
import io.apium.flow.Flow;
import io.apium.ledger.Beat;
import io.apium.ledger.Course;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.State;
import io.apium.task.QueueName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger keeps, as JSON. A delayed task is the very message that will be sent:
 *
 * <pre>
 *   {"queue": …, "priority": …, "reply_to": …, "headers": {…}, "body": "[[…], {…}, {…}]", "due": 1790000000000}
 *   {"plan": {…}, "stands": […], "phase": "RUNNING", …}
 *   {"schedule": {…}, "paused": false, "next": "2026-…Z", "last": …, "last_sent_at": …, "queued": …, "sent": 7}
 * </pre>
 */
public final class StateCodec {

    /** The most that fits into a value of Redis; what was let in is not refused on the way out. */
    private static final int BYTES_MAX = 512 * 1024 * 1024;

    /** Some 285,000 years on: numbers up to here are exact in Redis and in Lua. */
    private static final long MILLIS_MAX = 9_000_000_000_000_000L;

    private final MessageWriter writer;
    private final MessageReader reader = new MessageReader(BYTES_MAX);

    public StateCodec(MessageWriter writer) {
        this.writer = writer;
    }

    /** The moment in milliseconds; one that nobody will live to see is brought nearer. */
    public static long millis(Instant moment) {
        long seconds = MILLIS_MAX / 1_000;
        return moment.getEpochSecond() < -seconds
                ? -MILLIS_MAX
                : moment.getEpochSecond() >= seconds ? MILLIS_MAX : moment.toEpochMilli();
    }

    public String write(State state) {
        return Json.text(
                switch (state) {
                    case DelayedTask(TaskMessage message, Instant due) -> tree(message, due);
                    case Beat beat -> tree(beat);
                    case Course(Flow flow) -> FlowCodec.tree(flow);
                });
    }

    /** @throws IllegalArgumentException when it is not a state of that kind that this version knows */
    public State read(Kind kind, String json) {
        Fields fields = Fields.of(Json.read(json), "an entry");
        return switch (kind) {
            case TASK -> delayedTask(fields);
            case SCHEDULE -> beat(fields);
            case FLOW -> new Course(FlowCodec.read(fields));
        };
    }

    private Map<String, @Nullable Object> tree(TaskMessage message, Instant due) {
        Written written = writer.write(message);
        Options.Routing routing = message.options().routing();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("queue", routing.queue() == null ? null : routing.queue().name());
        tree.put("priority", routing.priority());
        tree.put("reply_to", message.options().reply().replyTo());
        tree.put("headers", written.properties().getHeaders());
        tree.put("body", new String(written.body(), StandardCharsets.UTF_8));
        tree.put("due", millis(due));
        return tree;
    }

    private DelayedTask delayedTask(Fields fields) {
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .headers(fields.object("headers"))
                .priority(fields.integer("priority"))
                .replyTo(fields.text("reply_to"))
                .build();
        String queue = fields.text("queue");
        byte[] body = fields.required("body").getBytes(StandardCharsets.UTF_8);
        Content content = reader.read(properties, body, queue == null ? null : new QueueName(queue));
        if (content instanceof Content.Task(TaskMessage message) && fields.raw("due") instanceof Number due) {
            return new DelayedTask(message, Instant.ofEpochMilli(due.longValue()));
        }
        throw new IllegalArgumentException("not a delayed task: "
                + (content instanceof Content.Unreadable unreadable
                        ? unreadable.reason()
                        : "nothing says when it is due"));
    }

    private static Map<String, @Nullable Object> tree(Beat beat) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("schedule", ScheduleCodec.tree(beat.schedule()));
        tree.put("paused", beat.paused());
        tree.put("next", text(beat.next()));
        tree.put("last", text(beat.last()));
        tree.put("last_sent_at", text(beat.lastSentAt()));
        tree.put("queued", text(beat.queued()));
        tree.put("sent", beat.sent());
        return tree;
    }

    private static Beat beat(Fields fields) {
        return new Beat(
                ScheduleCodec.read(Fields.of(fields.raw("schedule"), "schedule")),
                fields.truth("paused"),
                fields.instant("next"),
                fields.instant("last"),
                fields.instant("last_sent_at"),
                fields.instant("queued"),
                fields.raw("sent") instanceof Number sent ? sent.longValue() : 0);
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
