/**
 * What a worker and a device host say to each other, and the memory that they share.
 *
 * <pre>
 *   worker                                       device host
 *   ──────────────────────────────────────────   ────────────────────────────────────────────────────
 *                                              ◄─ READY      it has the device; or FOUND, when it was only to look
 *   a program is needed               BUILD   ─►
 *                                              ◄─ BUILT, or NOT_BUILT with the compiler's log
 *   a lane needs memory               MAP     ─►
 *                                              ◄─ MAPPED     the file may go now
 *   its works are packed              LAUNCH  ─►
 *                                              ◄─ DONE with its times, or FAILED with what OpenCL says
 *                                              ◄─ BINARY     after a program's first launch: what is worth keeping
 *   a program has not been used       DROP    ─►
 *   closes the pipe, or is gone       EOF     ─► halts, whatever its kernels do
 * </pre>
 *
 * <p>A frame is a length of four bytes, a kind of one, and its fields. Frames go through descriptors 3 and 4 of the host,
 * since drivers, compilers and kernels print to 1 and 2 as they please. They are small: numbers by the million go through a
 * {@link io.apium.gpu.wire.SharedBuffer}, a file that both have mapped and that has no name any more, so that nothing stays behind
 * whoever is killed.
 *
 * <p>When something fails: a frame that is none (a length out of bounds, a kind that is unknown, a field that is missing) is
 * an {@link java.io.IOException}, after which the stream is of no use. The worker then ends the host, and the host ends
 * itself.
 */
@NullMarked
package io.apium.gpu.wire;

import org.jspecify.annotations.NullMarked;
