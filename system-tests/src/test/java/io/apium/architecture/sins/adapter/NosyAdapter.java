package io.apium.architecture.sins.adapter;

import io.apium.architecture.sins.api.DirectClient;

/** An adapter that knows HTTP. */
public record NosyAdapter(DirectClient client) {}
