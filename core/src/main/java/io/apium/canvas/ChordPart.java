package io.apium.canvas;

import io.apium.task.GroupId;
import io.apium.task.TaskRecord;
import org.jspecify.annotations.Nullable;

/**
 * A task of a chord's header that has ended.
 *
 * @param index its place among the results; a part without one is counted in the order of arrival
 */
public record ChordPart(GroupId group, @Nullable Integer index, TaskRecord.Ended ended, Canvas body) {}
