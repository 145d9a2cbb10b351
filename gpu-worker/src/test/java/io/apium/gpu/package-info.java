/**
 * Tests of tasks on devices, with fake devices: the device on which a work runs, the error when it cannot run, its
 * costs, and the status that clients read.
 */
@NullMarked
package io.apium.gpu;

import org.jspecify.annotations.NullMarked;
