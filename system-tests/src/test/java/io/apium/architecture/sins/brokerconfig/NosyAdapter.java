package io.apium.architecture.sins.brokerconfig;

import io.apium.architecture.sins.api.DirectClient;

/** An adapter that knows HTTP. */
public record NosyAdapter(DirectClient client) {}
