/**
 * The tasks that every worker has, for the documentation, the demonstration and the tests, and the one task that Celery's
 * canvas needs on every worker.
 *
 * <p>The {@code math} tasks compute with decimals of any size, so that sums are exact for integers and decimals alike; what
 * is larger than 10^10,000, or finer than 10^-10,000, is refused, so that no message of a few bytes can fill the memory.
 * The {@code demo} tasks do nothing useful in various ways; the one that ends its worker does so only where it may. Two
 * of them compute in earnest, for the experiment on speedup: {@code demo.random_list} fills memory, {@code demo.collatz}
 * needs none. The {@code text} tasks count words, alone or as the header and the body of a chord.
 */
@NullMarked
package io.apium.worker.builtin;

import org.jspecify.annotations.NullMarked;
