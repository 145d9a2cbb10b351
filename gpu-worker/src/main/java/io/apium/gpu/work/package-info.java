/**
 * The work that a task requests of a device, in a form that every device can run: a
 * {@link io.apium.gpu.work.BatchableWork} can share a launch with other works of the same program, a
 * {@link io.apium.gpu.work.DirectWork} is launched alone. An invalid task argument is an
 * {@link io.apium.gpu.work.InvalidArgumentException} with the name of the argument.
 */
@NullMarked
package io.apium.gpu.work;

import org.jspecify.annotations.NullMarked;
