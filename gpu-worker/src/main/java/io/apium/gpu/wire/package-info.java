/**
 * The protocol between a worker and a device host, and the memory that they share.
 *
 * <pre>
 *   worker                                       device host
 *   ──────────────────────────────────────────   ────────────────────────────────────────────────────
 *                                              ◄─ READY      the device is open; FOUND if only started to list devices
 *   needs a program                   BUILD   ─►
 *                                              ◄─ BUILT, or NOT_BUILT with the compiler's log
 *   a queue needs memory              MAP     ─►
 *                                              ◄─ MAPPED     the file can be deleted now
 *   a batch of works is packed        LAUNCH  ─►
 *                                              ◄─ DONE with times, or FAILED with the OpenCL error
 *                                              ◄─ BINARY     after the first launch of a program, for the cache
 *   a program has not been used       DROP    ─►
 *   closes the pipe, or has ended     EOF     ─► exits at once, even while kernels run
 * </pre>
 *
 * <p>A frame is a length of four bytes, a type of one byte, and its fields. Frames use file descriptors 3 and 4 of the
 * host, since drivers, compilers and kernels print to 1 and 2. Frames are small: arrays are passed in a
 * {@link io.apium.gpu.wire.SharedBuffer}, a file that both processes have mapped and that is deleted at once, so that
 * nothing is left behind when one of them is killed.
 *
 * <p>An invalid frame (length out of bounds, unknown type, missing field) is an {@link java.io.IOException}, after
 * which the stream cannot be read any further. The worker then stops the host, and the host exits.
 */
@NullMarked
package io.apium.gpu.wire;

import org.jspecify.annotations.NullMarked;
