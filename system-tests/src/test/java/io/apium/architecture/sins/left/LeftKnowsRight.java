package io.apium.architecture.sins.left;

import io.apium.architecture.sins.right.RightKnowsLeft;
import org.jspecify.annotations.Nullable;

/** Half of a cycle. */
public record LeftKnowsRight(@Nullable RightKnowsLeft right) {}
