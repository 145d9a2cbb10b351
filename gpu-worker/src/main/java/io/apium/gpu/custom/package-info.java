/**
 * Custom kernels: a folder of OpenCL C files, each with a signature file beside it, each of which becomes a task.
 *
 * <pre>
 *   brighten.cl      __kernel void brighten(__global const float* image, __global float* result,
 *                                          const float by, const int n)
 *   brighten.yaml    task: photo.brighten          the name of the task; kernel.brighten by default
 *                    kernel: brighten              the name of the function; the name of the file by default
 *                    arguments:                    one per parameter, in order
 *                      - {name: image, in: f32, shape: [rows, columns]}
 *                      - {name: result, out: f32, shape: [rows, columns]}
 *                      - {name: by, value: f32}
 *                      - {name: n, value: i32, is: rows * columns}
 *                    global: [rows * columns]      rounded up to whole groups: the kernel must check its index
 *                    group: [64]
 *
 *   in      an array from the caller that the kernel reads         names in its shape are bound to its lengths
 *   inout   an array from the caller that the kernel changes       part of the result, under its name
 *   out     zeros that the kernel changes                          part of the result, under its name
 *   value   a number from the caller, or, with `is`, a number      sizes may use an integer from the caller
 *           derived from the sizes
 *   local   local memory of each group                             not passed by the caller
 * </pre>
 *
 * <p>Sizes are integer expressions of {@link io.apium.gpu.expression}. The arguments of a call are checked against the
 * signature before anything is sent to a device: names, types, shapes, lengths that two arrays must share, and the
 * number of work-items. The kernel itself is native code, as safe as its author wrote it; its faults crash the device
 * host, not the worker.
 *
 * <p>An invalid file prevents the start of the worker, with the file and the key in the message. On each device that is
 * found the kernel is built and run once on zeros; if that fails, the reason is logged, and its tasks fail with the
 * compiler's log. Without a device the task exists, but cannot run.
 */
@NullMarked
package io.apium.gpu.custom;

import org.jspecify.annotations.NullMarked;
