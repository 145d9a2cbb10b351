package io.apium.architecture.violations.deep.one.second;

import io.apium.architecture.violations.deep.one.first.FirstUsesSecond;
import org.jspecify.annotations.Nullable;

/** The second half of a cycle between two packages below the same top-level package. */
public record SecondUsesFirst(@Nullable FirstUsesSecond first) {}
