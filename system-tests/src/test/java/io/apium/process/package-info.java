/**
 * Processes that tests and benchmarks start, watch, pause and kill. Everything that one prints is kept, to be waited for
 * and to be shown when something fails; none outlives the JVM that started it.
 */
@NullMarked
package io.apium.process;

import org.jspecify.annotations.NullMarked;
