package io.apium.canvas;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;
import io.apium.task.GroupId;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Selects the tasks that match every given field, of which there is at least one.
 *
 * @param task the task's name
 * @param queue the queue that it came from, or waits for
 * @param group the group that it belongs to
 * @param root the first task of its workflow
 */
public record TaskFilter(
        @Nullable String task,
        @Nullable QueueName queue,
        @Nullable GroupId group,
        @Nullable TaskId root) {

    public TaskFilter {
        if (Stream.of(task, queue, group, root).allMatch(Objects::isNull)) {
            throw new IllegalArgumentException("a filter must have at least one of task, queue, group and root");
        }
        if (task != null) {
            PlainText.check(MessageBounds.TASK_NAME, task);
        }
    }

    public boolean matches(TaskMessage message) {
        GroupMembership membership = message.options().membership();
        QueueName asked = message.options().routing().queue();
        return matches(task, message.task())
                && matches(queue, asked == null ? QueueName.DEFAULT : asked)
                && matches(group, membership == null ? null : membership.group())
                && matches(root, message.root());
    }

    private static boolean matches(@Nullable Object wanted, @Nullable Object found) {
        return wanted == null || wanted.equals(found);
    }
}
