package io.apium.api.canvas;

import io.apium.api.bound.ApiBounds;
import io.apium.api.json.JsonCursor;
import io.apium.bound.MessageBounds;
import io.apium.canvas.Canvas;
import io.apium.canvas.RelativeTime;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Links;
import io.apium.canvas.TaskOptions.Reply;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.canvas.TaskOptions.Timing;
import io.apium.task.RetryPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the options of a task. */
final class OptionsReader {

    private static final Set<String> FIELDS = Set.of(
            "queue",
            "priority",
            "eta",
            "countdown",
            "expires",
            "timeLimit",
            "softTimeLimit",
            "retry",
            "ignoreResult",
            "shadow",
            "link",
            "linkError",
            "headers");

    /** The use of the task, which determines the allowed options. */
    enum Use {
        ALONE,
        /** Its result must be stored, because the result of the flow contains it. */
        IN_FLOW,
        /** Its start is determined by the schedule. */
        ON_SCHEDULE;

        Set<String> fields() {
            Set<String> fields = new TreeSet<>(FIELDS);
            if (this == ON_SCHEDULE) {
                fields.removeAll(Set.of("eta", "countdown"));
            }
            return fields;
        }
    }

    private static final int PRIORITY_MAX = ApiBounds.PRIORITY.intMax();

    private final CanvasReader canvases;
    private final Use use;
    private final int depth;

    OptionsReader(CanvasReader canvases, Use use, int depth) {
        this.canvases = canvases;
        this.use = use;
        this.depth = depth;
    }

    TaskOptions read(JsonCursor cursor) {
        if (!cursor.isObjectOf(use.fields())) {
            return TaskOptions.NONE;
        }
        Map<String, @Nullable Object> headers = cursor.field("headers", UserHeaders::read);
        RetryPolicy retry = cursor.field("retry", RetryPolicyJson::read);
        TaskOptions options = new TaskOptions(
                null,
                new Routing(
                        cursor.field("queue", canvases.queues()::read),
                        cursor.field("priority", priority -> priority.number(0, PRIORITY_MAX))),
                timing(cursor),
                new Links(links(cursor, "link"), links(cursor, "linkError")),
                reply(cursor),
                null,
                headers == null ? Map.of() : headers);
        return retry == null ? options : options.withExtra(TaskMessage.RETRY, retry.header());
    }

    private Timing timing(JsonCursor cursor) {
        if (cursor.has("eta") && cursor.has("countdown")) {
            cursor.wrong("must have eta or countdown, not both");
        }
        TimeReader timeReader = canvases.moments();
        RelativeTime at = cursor.field("eta", timeReader::at);
        RelativeTime in = cursor.field("countdown", TimeReader::in);
        var hard = cursor.field("timeLimit", TimeReader::seconds);
        var soft = cursor.field("softTimeLimit", TimeReader::seconds);
        if (hard != null && soft != null && soft.compareTo(hard) >= 0) {
            cursor.wrong("must have a softTimeLimit that is shorter than timeLimit");
        }
        return new Timing(at == null ? in : at, cursor.field("expires", timeReader::atOrIn), hard, soft);
    }

    private Reply reply(JsonCursor cursor) {
        Boolean ignored = cursor.field("ignoreResult", JsonCursor::truth);
        boolean ignoreResult = ignored != null && ignored;
        if (ignoreResult && use == Use.IN_FLOW) {
            cursor.wrong("must not have ignoreResult in a flow: the results of its tasks are its state");
        }
        return new Reply(ignoreResult, null, cursor.field("shadow", shadow -> shadow.text(MessageBounds.SHADOW)));
    }

    /** Callbacks are not part of the flow, which does not wait for them. */
    private List<Canvas> links(JsonCursor cursor, String name) {
        JsonCursor links = cursor.field(name);
        return links == null ? List.of() : canvases.flows(links, Use.ALONE, depth + 1);
    }
}
