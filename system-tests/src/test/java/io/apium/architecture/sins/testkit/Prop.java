package io.apium.architecture.sins.testkit;

/** Something that only tests should use. */
public record Prop() {}
