package io.apium.architecture.violations.testkit;

/** A class of the testkit, for the violation ApiUsesTestkit. */
public record TestDouble() {}
