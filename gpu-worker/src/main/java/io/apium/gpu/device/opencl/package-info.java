/**
 * An OpenCL device behind a queue and a host process: {@link io.apium.gpu.device.opencl.OpenClDevice} accepts work, and
 * {@link io.apium.gpu.device.opencl.HostSupervisor} keeps a host running for it.
 */
@NullMarked
package io.apium.gpu.device.opencl;

import org.jspecify.annotations.NullMarked;
