package io.apium.architecture.sins.gpu.host;

import io.apium.architecture.sins.worker.HiddenLoop;

/** A host that knows the worker. */
public record HostKnowsTheWorker(HiddenLoop loop) {}
