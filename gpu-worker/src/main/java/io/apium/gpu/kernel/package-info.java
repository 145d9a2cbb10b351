/**
 * The built-in tasks: each has a {@link io.apium.gpu.work.Kernel} that validates arguments and a
 * {@link io.apium.gpu.work.BatchableWork} with two implementations, OpenCL and Java.
 *
 * <pre>
 *   task                parameters, in order                          outputs               operations  limit
 *   gpu.elementwise     expr arrays scalars dtype fp                  out                   n           1 GiB of arrays
 *   gpu.saxpy           a x y dtype                                   out                   n           the same
 *   gpu.reduce          arrays expr reduce scalars dtype fp           value, index of arg…  n           the same
 *   gpu.dot             x y dtype                                     value                 n           the same
 *   gpu.scan            x op inclusive dtype                          out                   n log 256   one array
 *   gpu.matmul          a b dtype                                     out                   m k n       1 GiB in all
 *   gpu.mandelbrot      tile tiles width height x y scale iterations  out                   pixels i    2^26 pixels
 *                       dtype
 *   gpu.monte_carlo_pi  tile samples seed                             pi inside samples     samples     2^36
 *   gpu.nbody           positions velocities masses dt steps          positions velocities  n n steps   8,192 bodies,
 *                       softening                                                                       2^30 pairs
 *   gpu.histogram       x bins min max dtype                          out outside           n           4,096 bins, 1 GiB
 * </pre>
 *
 * <p>A group always has 256 work-items. The result of a work depends on its arguments only: its size determines the
 * groups, sums are added in a fixed tree, and the results of groups are combined in Java, by the same code for groups
 * from a device and groups from Java. So the results are bit-identical on every device that rounds as IEEE 754
 * requires, in every batch, and without a device. The exceptions are expressions with functions such as {@code exp},
 * and those with {@code fp} {@code fast}.
 *
 * <p>All bodies of an N-body simulation are in one group, since groups cannot wait for each other within a launch: many
 * steps of few bodies are one launch, and the number of bodies is limited. A histogram counts in the local memory of a
 * group, which limits its bins.
 *
 * <p>The sum of no elements is 0, the product 1, a scan or elementwise result is empty, and a minimum or maximum is an
 * error. An invalid argument is an {@link io.apium.gpu.work.InvalidArgumentException} with its name. Java checks for an
 * interrupt after about ten thousand elements, or a row.
 */
@NullMarked
package io.apium.gpu.kernel;

import org.jspecify.annotations.NullMarked;
