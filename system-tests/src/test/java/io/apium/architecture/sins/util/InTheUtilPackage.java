package io.apium.architecture.sins.util;

/** A place for everything is a place for nothing. */
public record InTheUtilPackage() {}
