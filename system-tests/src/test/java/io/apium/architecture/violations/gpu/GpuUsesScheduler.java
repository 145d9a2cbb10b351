package io.apium.architecture.violations.gpu;

import io.apium.architecture.violations.scheduler.SchedulerUsesAdapter;

/** A class of gpu that uses the scheduler. */
public record GpuUsesScheduler(SchedulerUsesAdapter scheduler) {}
