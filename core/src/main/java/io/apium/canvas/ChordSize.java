package io.apium.canvas;

import io.apium.task.GroupId;

/**
 * The number of members of a chord. It is stored before the last member is published; otherwise the body might not run.
 */
public record ChordSize(GroupId group, int parts) {}
