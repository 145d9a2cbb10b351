package io.apium.architecture.violations.left;

/** One of two classes with the same simple name. */
public record SameName() {}
