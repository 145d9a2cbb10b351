package io.apium.architecture.violations.util;

/** A class in a package with a forbidden name. */
public record InUtilPackage() {}
