package io.apium.architecture.sins.worker;

import io.apium.architecture.sins.scheduler.NosyDuty;

/** A worker that knows the scheduler. */
public record NosyHandler(NosyDuty duty) {}
