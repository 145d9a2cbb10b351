/**
 * Arrays of numbers in task arguments and results: types, shapes, little-endian bytes in row-major order.
 *
 * <pre>
 *   argument                                                          limit
 *   [1, 2, 3], [[1, 2], [3, 4]]                                       65,536 numbers, 8 dimensions
 *   {"values": […], "shape": […], "dtype": "f32"}                     the same; shape and dtype are optional
 *   {"base64": "…", "shape": […], "dtype": "f32"}                     16 MiB of bytes
 *   {"blob": "sha256:…", "offset": 0, "shape": […]}, "blob:sha256:…"  configured per worker
 *   {"out": one of these, …}                                          the result of another task
 *
 *   result                                                            written for
 *   5                                                                 a single number
 *   {"dtype", "shape", "values"}                                      up to 4,096 elements, all finite
 *   {"dtype", "shape", "base64"}                                      up to 512 KiB
 *   {"dtype", "shape", "blob"}                                        more
 * </pre>
 *
 * <p>Without a shape an array has one dimension, or the dimensions of its nested lists. Numbers are checked and never
 * converted: 300 is not a u8, 1.5 is not an i32, a number beyond the range of f32 is not an f32; 3.0 is an i32. A dtype
 * that differs from the task's, a shape of another size or an unknown member is an
 * {@link io.apium.gpu.array.InvalidArrayException}. An expired blob is a {@code BlobGoneException} and a store that
 * does not answer is a {@code StoreUnavailableException}, because neither is a mistake in the arguments.
 */
@NullMarked
package io.apium.gpu.array;

import org.jspecify.annotations.NullMarked;
