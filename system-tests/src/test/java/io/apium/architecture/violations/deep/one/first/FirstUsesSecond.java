package io.apium.architecture.violations.deep.one.first;

import io.apium.architecture.violations.deep.one.second.SecondUsesFirst;
import org.jspecify.annotations.Nullable;

/** The first half of a cycle between two packages below the same top-level package. */
public record FirstUsesSecond(@Nullable SecondUsesFirst second) {}
