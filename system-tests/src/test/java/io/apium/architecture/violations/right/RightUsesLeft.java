package io.apium.architecture.violations.right;

import io.apium.architecture.violations.left.LeftUsesRight;
import org.jspecify.annotations.Nullable;

/** The second half of a cycle between two packages. */
public record RightUsesLeft(@Nullable LeftUsesRight left) {}
