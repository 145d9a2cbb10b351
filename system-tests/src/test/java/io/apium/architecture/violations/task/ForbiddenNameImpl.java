package io.apium.architecture.violations.task;

/** A class with a forbidden suffix. */
public record ForbiddenNameImpl() {}
