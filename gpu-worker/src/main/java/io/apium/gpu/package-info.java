/**
 * Tasks that compute on devices. A worker with this module has the tasks {@code gpu.*}, a pool {@code gpu} of 256 slots
 * by default, which only wait for devices, and the OpenCL devices of its machine. Without a device the tasks run in
 * Java, with bit-identical results.
 *
 * <pre>
 *   message ─► arguments ─► Kernel ─► KernelWork ─► DevicePlacer ─► Device ─► WorkResult ─► JSON with time profile
 *              validated                                            one queue per device; works of one program
 *                                                                   share launches
 *
 *   required device                devices                        result
 *   ─────────────────────────────  ─────────────────────────────  ─────────────────────────────────────────────────────
 *   any                            any                            runs on the device with the earliest estimated finish
 *   opencl, gpu, fp64, memory      one in this worker             runs on that device
 *   the same                       one in another worker          the message is forwarded to a queue of that worker
 *   the same                       none                           retried, until the wait timeout: NoCapableDevice
 *   the same                       all have too little memory     fails: WorkTooLarge
 * </pre>
 *
 * <p>Errors that a client sees: {@code TypeError} for invalid arguments, with the argument's name;
 * {@code KernelNotBuilt}, {@code KernelFailed}, {@code KernelTimeLimit} and {@code WorkTooLarge}, which are never
 * retried; {@code DeviceLost} and {@code DeviceBusy}, which are retried twice; {@code NoCapableDevice}, which is
 * retried until {@code apium.gpu.device-wait-timeout} has passed.
 *
 * <p>The device search runs in a process of its own while the worker starts. If the store is unavailable when an
 * argument is read from a blob or a result is written, the message is requeued, and the task runs again later.
 */
@NullMarked
package io.apium.gpu;

import org.jspecify.annotations.NullMarked;
