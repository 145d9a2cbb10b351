package io.apium.architecture.violations.worker;

import io.apium.architecture.violations.scheduler.SchedulerUsesAdapter;

/** A class of the worker that uses the scheduler. */
public record WorkerUsesScheduler(SchedulerUsesAdapter scheduler) {}
