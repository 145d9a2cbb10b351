package io.apium.architecture.sins.scheduler;

import io.apium.architecture.sins.adapter.NosyAdapter;

/** A scheduler that knows the adapters. */
public record NosyDuty(NosyAdapter adapter) {}
