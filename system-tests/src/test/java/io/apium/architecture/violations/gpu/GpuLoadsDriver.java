package io.apium.architecture.violations.gpu;

import org.jocl.cl_device_id;

/** A class outside of gpu.host that loads the OpenCL driver. */
public record GpuLoadsDriver(cl_device_id device) {}
