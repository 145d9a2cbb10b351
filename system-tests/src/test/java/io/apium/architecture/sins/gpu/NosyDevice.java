package io.apium.architecture.sins.gpu;

import io.apium.architecture.sins.scheduler.NosyDuty;

/** A device that knows the scheduler. */
public record NosyDevice(NosyDuty duty) {}
