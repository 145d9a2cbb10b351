/**
 * Tasks that compute on devices. A worker with this module has the tasks {@code gpu.*}, a pool {@code gpu} whose many
 * slots only wait, and the OpenCL devices of its machine. Without a device the tasks run in Java, with bit-identical
 * results.
 *
 * <pre>
 *   message ─► arguments ─► Kernel ─► KernelWork ─► DevicePlacer ─► Device ─► WorkResult ─► JSON with time profile
 *              validated                                            one queue per device; works of one program
 *                                                                   share launches
 *
 *   required device                available here                 the task runs
 *   ─────────────────────────────  ─────────────────────────────  ──────────────────────────────────────────────
 *   any                            anything                       where it ends soonest, by what was measured
 *   opencl, gpu, fp64, memory      such a device                  on it
 *   the same                       none, but another worker has   there: its message goes to that worker's queue
 *   the same                       none anywhere                  later, and after apium.gpu.device-wait-timeout not at all
 *   more memory than any has                                      not at all: WorkTooLarge
 * </pre>
 *
 * <p>Errors that a client sees: {@code TypeError} for invalid arguments, with the argument's name; {@code
 * KernelNotBuilt}, {@code KernelFailed}, {@code KernelTimeLimit} and {@code WorkTooLarge}, which are never retried;
 * {@code DeviceLost} and {@code DeviceBusy}, which are retried twice; {@code NoCapableDevice}, which is retried until
 * {@code apium.gpu.no-device-wait} has passed.
 *
 * <p>The device search runs in a process of its own while the worker starts. If the store is unavailable when an
 * argument is read from a blob or a result is written, the message returns to its queue; only time is lost.
 */
@NullMarked
package io.apium.gpu;

import org.jspecify.annotations.NullMarked;
