package io.apium.architecture.sins.right;

import io.apium.architecture.sins.left.LeftKnowsRight;
import org.jspecify.annotations.Nullable;

/** The other half. */
public record RightKnowsLeft(@Nullable LeftKnowsRight left) {}
