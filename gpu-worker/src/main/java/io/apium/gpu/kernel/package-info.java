/**
 * The tasks that every worker has, each a {@link io.apium.gpu.work.Kernel} that checks arguments and a
 * {@link io.apium.gpu.work.BatchableWork} work that has both roads: OpenCL, and Java.
 *
 * <pre>
 *   task                parameters, in order                          outputs               operations   at most
 *   gpu.elementwise     expr arrays scalars dtype fp                  out                   n            1 GiB of arrays
 *   gpu.saxpy           a x y dtype                                   out                   n            the same
 *   gpu.reduce          arrays expr reduce scalars dtype fp           value, index of arg…  n            the same
 *   gpu.dot             x y dtype                                     value                 n            the same
 *   gpu.scan            x op inclusive dtype                          out                   n log 256    what is read
 *   gpu.matmul          a b dtype                                     out                   m k n        1 GiB in all
 *   gpu.mandelbrot      tile tiles width height x y scale iterations  out                   pixels i     2^26 pixels
 *                       dtype
 *   gpu.monte_carlo_pi  tile samples seed                             pi inside samples     samples      2^36
 *   gpu.nbody           positions velocities masses dt steps          positions velocities  n n steps    8,192 bodies,
 *                       softening                                                                        2^30 pairs
 *   gpu.histogram       x bins min max dtype                          out outside           n            4,096 bins, 1 GiB
 * </pre>
 *
 * <p>A group always has 256 work-items. What a work comes to depends on its arguments alone: how it is cut into groups
 * follows from its size, sums are added up in a fixed tree, and what groups come to is joined in Java, by the same code
 * whether the groups were a device's or Java's own. So the bits are the same on every device that rounds as IEEE 754 says,
 * in every batch, and without a device; the exceptions are expressions with functions such as {@code exp}, and those
 * that ask for {@code fp} {@code fast}.
 *
 * <p>Bodies are one group's alone, since groups cannot wait for each other within a launch: many steps of few bodies are one
 * launch, and there are no steps of many. A histogram counts in a group's own memory, which is why its bins are limited.
 *
 * <p>Of no elements a sum is 0, a product 1, a scan and an elementwise result are empty, and a least or a most is refused.
 * What is wrong with an argument is a {@link io.apium.gpu.work.InvalidArgumentException} with its name. Java looks for an
 * interrupt after some ten thousand elements, or a row, and ends with it.
 */
@NullMarked
package io.apium.gpu.kernel;

import org.jspecify.annotations.NullMarked;
