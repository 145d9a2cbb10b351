/**
 * The device host: a process that uses one OpenCL device. Only this package uses OpenCL, and it depends only on the
 * JDK, JOCL and {@link io.apium.gpu.wire}.
 *
 * <p>The guarantee: a fault in a driver, a compiler or a kernel ends only this process. The worker has a copy of all
 * state of the host, so the host can be stopped at any time. Stopping the host is also the only way to stop a kernel
 * that runs too long, because OpenCL has no other way.
 *
 * <pre>
 *   thread     task
 *   ─────────  ────────────────────────────────────────────────────────────────────────────────────
 *   main       reads frames and passes them on; halts the process at the end of the stream
 *   builder    builds programs, from source or from the driver's binary
 *   queue 0…   runs launches one by one: write, kernel, read; has its own command queue and kernels
 * </pre>
 *
 * <p>Some drivers abort on invalid launches, so the host checks them itself: the number of parameters, the size of
 * buffers, the size of groups and their local memory. If OpenCL only refuses the arguments of a call, the host answers
 * FAILED, and the next launch can run. After any other error (out of memory, device lost, broken queue) or an
 * unexpected exception the context cannot be trusted: the process prints the reason to stderr and halts.
 *
 * <p>The process preloads the virtual machine's libjsig. Drivers install handlers for signals that the virtual machine
 * itself needs; without libjsig, integer division by zero in Java silently returns garbage once a driver is loaded, and
 * compilations fail while the collector is busy.
 */
@NullMarked
package io.apium.gpu.host;

import org.jspecify.annotations.NullMarked;
