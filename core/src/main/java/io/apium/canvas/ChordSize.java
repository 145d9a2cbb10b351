package io.apium.canvas;

import io.apium.task.GroupId;

/** How many parts a chord waits for. Known to the store before the last part is published, or the body might not run. */
public record ChordSize(GroupId group, int parts) {}
