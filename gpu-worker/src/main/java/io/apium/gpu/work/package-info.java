/** The work that a task asks of a device, in a form that every device can run. */
@NullMarked
package io.apium.gpu.work;

import org.jspecify.annotations.NullMarked;
