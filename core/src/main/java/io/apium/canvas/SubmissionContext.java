package io.apium.canvas;

import io.apium.task.TaskId;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who submits a canvas, and when.
 *
 * @param parent the task that submits it, or null for a client
 * @param root the first task of that workflow, or null
 * @param repeat whether the submission may have been sent before
 * @param ids makes the id for a position in the canvas, a path such as {@code 2/body}
 */
public record SubmissionContext(
        @Nullable TaskId parent, @Nullable TaskId root, Instant now, boolean repeat, Function<String, TaskId> ids) {

    public static SubmissionContext client(Instant now) {
        return new SubmissionContext(null, null, now, false, path -> TaskId.random());
    }

    /** A client that may repeat the submission under the same name: the tasks have the same ids. */
    public static SubmissionContext named(String name, Instant now) {
        return new SubmissionContext(null, null, now, true, path -> TaskId.named(name + "/" + path));
    }

    /** A task whose follow-ups have ids that derive from its own. */
    public static SubmissionContext task(TaskMessage message, Instant now) {
        TaskId id = message.id();
        return new SubmissionContext(id, message.root(), now, message.isRepeat(), id::follower);
    }

    /** The same context on behalf of {@code id}, a task that will never run because of this one. */
    SubmissionContext onBehalfOf(TaskId id) {
        return new SubmissionContext(id, root, now, repeat, id::follower);
    }
}
