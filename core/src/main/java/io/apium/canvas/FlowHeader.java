package io.apium.canvas;

import io.apium.bound.PlainText;
import io.apium.bound.SaturatingTime;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The flow, attempt and node that a message belongs to, in a header that a Celery worker ignores and does not pass on.
 *
 * @param attempt of the flow: tasks of an earlier, failed attempt are not run any more
 * @param node its position in the flow's graph
 * @param depth the number of flows around the task, each in place of a task
 * @param sentAt when the task could first have started, or null where that is not known when it is sent
 */
public record FlowHeader(
        TaskId flow,
        int attempt,
        int node,
        int depth,
        @Nullable Instant sentAt) {

    /** The name of the header. */
    public static final String HEADER = "apium_flow";

    private static final String BETWEEN = "|";
    private static final String UNKNOWN = "-";

    /** The id under which one attempt of a flow is revoked; running tasks are not stopped. */
    public static TaskId run(TaskId flow, int attempt) {
        return flow.follower("attempt/" + attempt);
    }

    public TaskId run() {
        return run(flow, attempt);
    }

    public FlowHeader {
        if (attempt < 1 || node < 0 || depth < 0) {
            throw new IllegalArgumentException(
                    "attempt, node and depth of a flow's task must be at least 1, 0 and 0, got " + attempt + ", " + node
                            + " and " + depth);
        }
        sentAt = sentAt == null ? null : SaturatingTime.clamp(sentAt);
    }

    public FlowHeader unsent() {
        return new FlowHeader(flow, attempt, node, depth, null);
    }

    /** The value of the header. */
    @Override
    public String toString() {
        String sent = sentAt == null ? UNKNOWN : String.valueOf(sentAt.toEpochMilli());
        return String.join(
                BETWEEN, String.valueOf(attempt), String.valueOf(node), String.valueOf(depth), sent, flow.value());
    }

    /** @throws IllegalArgumentException when the value was not written by this class */
    public static FlowHeader parse(String header) {
        List<String> parts = List.of(header.split("\\" + BETWEEN, 5));
        if (parts.size() < 5) {
            throw wrong(header, "attempt|node|depth|sent|flow", null);
        }
        try {
            return new FlowHeader(
                    new TaskId(parts.get(4)),
                    Integer.parseInt(parts.get(0)),
                    Integer.parseInt(parts.get(1)),
                    Integer.parseInt(parts.get(2)),
                    parts.get(3).equals(UNKNOWN) ? null : Instant.ofEpochMilli(Long.parseLong(parts.get(3))));
        } catch (NumberFormatException notNumbers) {
            throw wrong(header, "numbers before the flow", notNumbers);
        }
    }

    private static IllegalArgumentException wrong(String header, String expected, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "flow header must have " + expected + ", got " + PlainText.shown(header), cause);
    }
}
