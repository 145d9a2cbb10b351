package io.apium.architecture.violations.right;

/** One of two classes with the same simple name. */
public record SameName() {}
