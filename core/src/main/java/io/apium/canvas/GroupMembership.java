package io.apium.canvas;

import io.apium.task.GroupId;
import org.jspecify.annotations.Nullable;

/**
 * A task's membership in a group.
 *
 * @param index its position among the results, or null where the sender set none
 * @param chord the body to run when all members have ended, or null for a plain group
 */
public record GroupMembership(
        GroupId group, @Nullable Integer index, @Nullable Canvas chord) {}
