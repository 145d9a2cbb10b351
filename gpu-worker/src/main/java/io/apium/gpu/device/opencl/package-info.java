/**
 * An OpenCL device behind a queue and a host process: {@link io.apium.gpu.device.opencl.OpenClDevice} accepts work, and
 * {@link io.apium.gpu.device.opencl.HostSupervisor} keeps a host running for it. While no host is ready, the work waits
 * in the queue; when the device is closed, all its work fails with {@code DeviceLost}.
 */
@NullMarked
package io.apium.gpu.device.opencl;

import org.jspecify.annotations.NullMarked;
