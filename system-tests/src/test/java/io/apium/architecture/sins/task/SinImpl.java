package io.apium.architecture.sins.task;

/** A name that says nothing. */
public record SinImpl() {}
