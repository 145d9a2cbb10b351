/**
 * The device host: a process with one OpenCL device, and nothing else. Nothing outside of this package knows OpenCL, and
 * nothing in it knows more than Java and {@link io.apium.gpu.wire}.
 *
 * <p>The promise: whatever a driver, a compiler or a kernel does, only this process suffers. It holds nothing that is not
 * also with the worker, so that to end it is always right, and it is what ends a kernel that runs too long: OpenCL has no
 * other way.
 *
 * <pre>
 *   thread     does
 *   ─────────  ────────────────────────────────────────────────────────────────────────────────────
 *   main       reads frames and hands them on; at their end halts, however busy the others are
 *   builder    builds programs, from source or from what the driver made of it before
 *   lane 0…    launches, one after the other: writes, the kernel, reads; a queue and kernels of its own
 * </pre>
 *
 * <p>Some drivers abort where others answer, so what they ought to check is checked here: how many parameters the kernel
 * has, that a buffer is no larger than the device allows, that a group is no larger than the kernel allows, that its local
 * memory is there. An answer by which OpenCL only refuses a call is a FAILED, and the next launch may come. After any other
 * (out of memory, a lost device, a broken queue) the context is not to be trusted, and the process says so on stderr and
 * halts, as it does when anything unforeseen is thrown.
 *
 * <p>It is started with the virtual machine's libjsig loaded first. Drivers install handlers for signals that the virtual
 * machine needs itself; without it, integer division by zero in Java silently gives garbage once a driver is loaded, and
 * compilations fail when the collector is busy.
 */
@NullMarked
package io.apium.gpu.host;

import org.jspecify.annotations.NullMarked;
