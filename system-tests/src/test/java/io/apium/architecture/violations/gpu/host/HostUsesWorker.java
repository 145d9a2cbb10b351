package io.apium.architecture.violations.gpu.host;

import io.apium.architecture.violations.worker.HiddenLoop;

/** A class of the device host that uses the worker. */
public record HostUsesWorker(HiddenLoop loop) {}
