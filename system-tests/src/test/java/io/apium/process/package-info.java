/** Processes that tests and benchmarks start, watch and end. */
@NullMarked
package io.apium.process;

import org.jspecify.annotations.NullMarked;
