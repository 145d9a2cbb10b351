/**
 * Arrays of numbers as tasks carry them: types, shapes, little-endian bytes row by row.
 *
 * <pre>
 *   read                                                            at most
 *   [1, 2, 3], [[1, 2], [3, 4]]                                     65,536 numbers, 8 dimensions
 *   {"values": […], "shape": […], "dtype": "f32"}                   the same; shape and dtype may be left out
 *   {"base64": "…", "shape": […], "dtype": "f32"}                   16 MiB of bytes
 *   {"blob": "sha256:…", "offset": 0, "shape": […]}, "blob:sha256:…"   what the worker is set to take
 *   {"out": one of these, …}                                        what another task came to
 *
 *   written                                                         when
 *   5                                                               it has no dimensions
 *   {"dtype", "shape", "values"}                                    up to 4,096 elements, all of them finite
 *   {"dtype", "shape", "base64"}                                    up to 512 KiB
 *   {"dtype", "shape", "blob"}                                      above
 * </pre>
 *
 * <p>Where no shape is said an array has one dimension, or those of its lists. Numbers are checked, never bent: 300 is no
 * u8 and 1.5 no i32, and a number that is infinite as an f32 is none; 3.0 is an i32. What is said of an array must be true
 * of it: another type than the task's, a shape of another size, a member that means nothing is a
 * {@link io.apium.gpu.array.InvalidArrayException}. A blob that is gone is {@code BlobGoneException} and a store that does
 * not answer is {@code StoreUnavailableException}: neither is the client's fault, so neither is made into one.
 */
@NullMarked
package io.apium.gpu.array;

import org.jspecify.annotations.NullMarked;
