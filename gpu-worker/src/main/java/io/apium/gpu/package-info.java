/**
 * Tasks that compute on devices. A worker with this room in it has the tasks {@code gpu.*}, a pool {@code gpu} of many slots
 * that only wait, and what devices its machine has; without any, the tasks run in Java and come to the same bits.
 *
 * <pre>
 *   message ─► arguments ─► Kernel ─► Work ─► Places ─► Device ─► Done ─► JSON with its profile
 *              checked      what is asked     where?    one line each, works of one program share launches
 *
 *   asked for                      and here is                    it is run
 *   ─────────────────────────────  ─────────────────────────────  ──────────────────────────────────────────────
 *   any                            anything                       where it ends soonest, by what was measured
 *   opencl, gpu, fp64, memory      such a device                  on it
 *   the same                       none, but another worker has   there: its message goes to that worker's queue
 *   the same                       none anywhere                  later, and after apium.gpu.device-wait-timeout not at all
 *   more memory than any has                                      not at all: WorkTooLarge
 * </pre>
 *
 * <p>What a client sees when it fails: {@code TypeError} for arguments, with the argument's name; {@code KernelNotBuilt},
 * {@code KernelFailed}, {@code KernelTimeLimit}, {@code WorkTooLarge}, which are never tried again; {@code DeviceLost} and
 * {@code DeviceBusy}, which are, twice; {@code NoCapableDevice}, while it waits for one and when it has waited in vain.
 *
 * <p>Devices are looked for in a process of their own while all else starts already. What is read of a blob that the store
 * cannot give now, and a result that it cannot take, send the message back to its queue; nothing is lost but time.
 */
@NullMarked
package io.apium.gpu;

import org.jspecify.annotations.NullMarked;
