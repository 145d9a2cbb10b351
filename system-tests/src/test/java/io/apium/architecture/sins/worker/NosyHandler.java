package io.apium.architecture.sins.worker;

import io.apium.architecture.sins.brokerconfig.NosyAdapter;

/** A worker that knows the adapters. */
public record NosyHandler(NosyAdapter adapter) {}
