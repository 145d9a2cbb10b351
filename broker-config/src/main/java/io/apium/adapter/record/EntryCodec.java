package io.apium.adapter.record;

import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.celery.PythonJson;
import io.apium.adapter.celery.UntrustedFields;
import io.apium.bound.PlainText;
import io.apium.broker.MessageTooLargeException;
import io.apium.canvas.TaskMessage;
import io.apium.flow.FlowState;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryState;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.ScheduleEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The states of ledger entries as JSON. A delayed task is exactly the message that will be sent:
 *
 * <pre>
 *   {"queue": …, "priority": …, "reply_to": …, "headers": {…}, "body": "[[…], {…}, {…}]", "due": 1790000000000}
 *   {"origin": {…}, "plan": {…}, "stands": […], "phase": "RUNNING", …}
 *   {"schedule": {…}, "paused": false, "next": "2026-…Z", "last": …, "last_sent_at": …, "queued": …, "sent": 7}
 * </pre>
 */
public final class EntryCodec {

    /** About the year 287,000: numbers up to here are exact in Redis and in Lua. */
    private static final long MILLIS_MAX = 9_000_000_000_000_000L;

    private static final int MESSAGE_BYTES_USUAL = 16 << 20;

    private final StoredMessageCodec messages;
    private final FlowCodec flows;
    private final int messageBytesMax;

    /** With the default limit of a message. */
    public EntryCodec(MessageWriter writer) {
        this(writer, MESSAGE_BYTES_USUAL);
    }

    /** @param messageBytesMax the largest message that can be sent, and so be stored until it is sent */
    public EntryCodec(MessageWriter writer, int messageBytesMax) {
        this.messages = new StoredMessageCodec(writer);
        this.flows = new FlowCodec(messages);
        this.messageBytesMax = messageBytesMax;
    }

    /** The time in milliseconds; one that is out of range is clamped. */
    public static long millis(Instant moment) {
        long seconds = MILLIS_MAX / 1_000;
        return moment.getEpochSecond() < -seconds
                ? -MILLIS_MAX
                : moment.getEpochSecond() >= seconds ? MILLIS_MAX : moment.toEpochMilli();
    }

    /** @throws MessageTooLargeException when the message of a delayed task or a schedule is too large to be sent */
    public String write(EntryState state) {
        return switch (state) {
            case DelayedTask(TaskMessage message, Instant due) -> PythonJson.text(checked(message, tree(message, due)));
            case ScheduleEntry entry -> checked(entry, PythonJson.text(tree(entry)));
            case FlowEntry(FlowState flow) -> PythonJson.text(flows.tree(flow));
        };
    }

    private Map<String, @Nullable Object> checked(TaskMessage message, Map<String, @Nullable Object> tree) {
        String body = String.valueOf(tree.get("body"));
        if (mayBeTooLarge(body)) {
            long bytes = PlainText.utf8Length(body);
            if (bytes > messageBytesMax) {
                throw new MessageTooLargeException(message.task(), Math.toIntExact(bytes), messageBytesMax);
            }
        }
        return tree;
    }

    /**
     * The message of a schedule is only written for the check when it may be too large, since that takes as long again.
     */
    private String checked(ScheduleEntry entry, String text) {
        if (mayBeTooLarge(text)) {
            entry.schedule().at(Instant.EPOCH).messages().forEach(message -> checked(message, messages.tree(message)));
        }
        return text;
    }

    /** A Java character has up to three bytes in UTF-8. */
    private boolean mayBeTooLarge(String text) {
        return 3L * text.length() > messageBytesMax;
    }

    /** @throws IllegalArgumentException when it is not a state of that kind that this version knows */
    public EntryState read(Kind kind, String json) {
        return PythonJson.reading("an entry", () -> {
            UntrustedFields fields = UntrustedFields.of(PythonJson.read(json), "an entry");
            return switch (kind) {
                case TASK -> delayedTask(fields);
                case SCHEDULE -> beat(fields);
                case FLOW -> new FlowEntry(flow(fields));
            };
        });
    }

    private FlowState flow(UntrustedFields fields) {
        FlowState flow = flows.read(fields);
        int nodes = flow.graph().nodes().size();
        if (flow.nodeStates().size() != nodes) {
            throw new IllegalArgumentException("a flow of " + nodes + " nodes has the states of "
                    + flow.nodeStates().size() + " nodes");
        }
        return flow;
    }

    private Map<String, @Nullable Object> tree(TaskMessage message, Instant due) {
        Map<String, @Nullable Object> tree = messages.tree(message);
        tree.put("due", millis(due));
        return tree;
    }

    private DelayedTask delayedTask(UntrustedFields fields) {
        return new DelayedTask(messages.read(fields), Instant.ofEpochMilli(fields.whole("due")));
    }

    private static Map<String, @Nullable Object> tree(ScheduleEntry entry) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("schedule", ScheduleCodec.tree(entry.schedule()));
        tree.put("paused", entry.paused());
        tree.put("next", text(entry.next()));
        tree.put("last", text(entry.last()));
        tree.put("last_sent_at", text(entry.lastSentAt()));
        tree.put("queued", text(entry.queued()));
        tree.put("sent", entry.sent());
        return tree;
    }

    private static ScheduleEntry beat(UntrustedFields fields) {
        return new ScheduleEntry(
                ScheduleCodec.read(UntrustedFields.of(fields.raw("schedule"), "schedule")),
                fields.truth("paused"),
                fields.instant("next"),
                fields.instant("last"),
                fields.instant("last_sent_at"),
                fields.instant("queued"),
                fields.raw("sent") == null ? 0 : fields.whole("sent"));
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
