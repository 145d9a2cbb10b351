package io.apium.canvas;

import io.apium.task.TaskId;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for work, and when.
 *
 * @param parent the task that it follows from, or null when a client asks
 * @param root the first task of that workflow, or null
 * @param repeat whether all this may have been sent before
 * @param ids makes the id for a place in the canvas, a path such as {@code 2/body}
 */
public record SubmissionContext(
        @Nullable TaskId parent, @Nullable TaskId root, Instant now, boolean repeat, Function<String, TaskId> ids) {

    public static SubmissionContext client(Instant now) {
        return new SubmissionContext(null, null, now, false, path -> TaskId.random());
    }

    /** A client that may ask for the same again under the same name: it asks for the same tasks. */
    public static SubmissionContext named(String name, Instant now) {
        return new SubmissionContext(null, null, now, true, path -> TaskId.named(name + "/" + path));
    }

    /** What a task leaves behind has ids that follow from its own. */
    public static SubmissionContext task(TaskMessage message, Instant now) {
        TaskId id = message.id();
        return new SubmissionContext(id, message.root(), now, message.isRepeat(), id::follower);
    }

    /** The same on behalf of {@code id}, a task that will never run because of this one. */
    SubmissionContext onBehalfOf(TaskId id) {
        return new SubmissionContext(id, root, now, repeat, id::follower);
    }
}
