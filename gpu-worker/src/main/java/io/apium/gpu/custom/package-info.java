/**
 * The operator's own kernels: a folder of OpenCL C in which each file has a signature file beside it and becomes a task.
 *
 * <pre>
 *   brighten.cl      __kernel void brighten(__global const float* image, __global float* result,
 *                                          const float by, const int n)
 *   brighten.yaml    task: photo.brighten          the task's name; kernel.brighten where it is not said
 *                    kernel: brighten              the function's name; the file's where it is not said
 *                    arguments:                    one for each parameter, in their order
 *                      - {name: image, in: f32, shape: [rows, columns]}
 *                      - {name: result, out: f32, shape: [rows, columns]}
 *                      - {name: by, value: f32}
 *                      - {name: n, value: i32, is: rows * columns}
 *                    global: [rows * columns]      rounded up to whole groups: the kernel looks where it is
 *                    group: [64]
 *
 *   in      an array of the caller's, which the kernel reads       names in its shape take the lengths that it has
 *   inout   the same, and the kernel changes it                    part of the result, under its name
 *   out     zeros, which the kernel changes                        part of the result, under its name
 *   value   a number of the caller's, or with `is` one that        one of an integer type may be named in sizes
 *           follows from the sizes
 *   local   memory of each group's own                             not the caller's business
 * </pre>
 *
 * <p>Sizes are expressions of {@link io.apium.gpu.expression} over whole numbers. What a caller gives is checked against the
 * signature before anything reaches a device: names, types, shapes, the length that two arrays must share, and how many
 * work-items there are. The kernel itself is native code of the operator's; it is as safe as its author made it, and what it
 * does wrong costs its host, not the worker.
 *
 * <p>When something is wrong with a file, the worker does not start, and the message names the file and the key. A kernel is
 * built and run once on zeros on each device that is found; one that does not go is told of in the log, and its tasks fail
 * with the compiler's words. Without a device it is known and not run.
 */
@NullMarked
package io.apium.gpu.custom;

import org.jspecify.annotations.NullMarked;
