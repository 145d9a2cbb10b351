package io.apium.architecture.violations.api;

import io.apium.architecture.violations.worker.WorkerUsesScheduler;

/** A class of the API that uses the worker. */
public record ApiUsesWorker(WorkerUsesScheduler handler) {}
