package io.apium.architecture.sins.api;

import io.apium.architecture.sins.worker.NosyHandler;

/** HTTP that knows the worker. */
public record NosyController(NosyHandler handler) {}
