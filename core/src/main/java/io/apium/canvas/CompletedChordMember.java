package io.apium.canvas;

import io.apium.task.GroupId;
import io.apium.task.TaskRecord;
import org.jspecify.annotations.Nullable;

/**
 * A task of a chord's header that has ended.
 *
 * @param index its position among the results; members without one come last, in no particular order
 */
public record CompletedChordMember(GroupId group, @Nullable Integer index, TaskRecord.Ended ended, Canvas body) {}
