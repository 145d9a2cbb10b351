package io.apium.architecture.violations.api;

import io.apium.architecture.violations.testkit.TestDouble;

/** A class of the API that uses the testkit. */
public record ApiUsesTestkit(TestDouble testDouble) {}
