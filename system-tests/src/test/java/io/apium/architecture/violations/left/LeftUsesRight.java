package io.apium.architecture.violations.left;

import io.apium.architecture.violations.right.RightUsesLeft;
import org.jspecify.annotations.Nullable;

/** The first half of a cycle between two packages. */
public record LeftUsesRight(@Nullable RightUsesLeft right) {}
