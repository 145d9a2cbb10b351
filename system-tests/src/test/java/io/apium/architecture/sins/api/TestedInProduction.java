package io.apium.architecture.sins.api;

import io.apium.architecture.sins.testkit.Prop;

/** Production that needs the tests' things. */
public record TestedInProduction(Prop prop) {}
