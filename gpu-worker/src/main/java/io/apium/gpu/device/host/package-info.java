/**
 * Host processes: each OpenCL device has a child process that loads its driver, so that a crash of the driver ends that
 * process and not the worker. {@link io.apium.gpu.device.host.HostLauncher} starts a host, a
 * {@link io.apium.gpu.device.host.HostSession} is the connection to one host, and
 * {@link io.apium.gpu.device.host.CrashBackoff} delays the next start after crashes.
 */
@NullMarked
package io.apium.gpu.device.host;

import org.jspecify.annotations.NullMarked;
