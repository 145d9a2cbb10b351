package io.apium.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields that Celery adds to a stored result, as far as they are known.
 *
 * @param task the task's name
 * @param worker the node that ran it
 * @param queue the queue that it came from
 * @param retries the number of attempts before the recorded one
 * @param parent the task that published this one
 * @param group the group that it belongs to
 * @param children the tasks that follow from it
 */
public record ResultMetadata(
        @Nullable String task,
        @Nullable String worker,
        @Nullable String queue,
        int retries,
        @Nullable TaskId parent,
        @Nullable GroupId group,
        List<TaskId> children) {

    public static final ResultMetadata UNKNOWN = new ResultMetadata(null, null, null, 0, null, null, List.of());

    public ResultMetadata {
        children = List.copyOf(children);
    }
}
