package io.apium.architecture.violations.unmarked;

/** A class in a package without @NullMarked. */
public record NotNullMarked(String name) {}
