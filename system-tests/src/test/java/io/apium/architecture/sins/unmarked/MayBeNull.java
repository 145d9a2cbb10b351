package io.apium.architecture.sins.unmarked;

/** Nobody knows whether its parts may be null. */
public record MayBeNull(String name) {}
