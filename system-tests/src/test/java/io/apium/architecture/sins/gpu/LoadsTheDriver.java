package io.apium.architecture.sins.gpu;

import org.jocl.cl_device_id;

/** A worker that loads the driver. */
public record LoadsTheDriver(cl_device_id device) {}
