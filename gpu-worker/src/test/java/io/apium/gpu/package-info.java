/**
 * Tests of how tasks come to devices, with devices that do as they are told: where a work is run, what is said of it when it
 * cannot be, what it costs, and what clients read.
 */
@NullMarked
package io.apium.gpu;

import org.jspecify.annotations.NullMarked;
