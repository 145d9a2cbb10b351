/**
 * The main job, on real input, through the real queue: what a newcomer sees first.
 *
 * <p>First a fan-out and a reduce. A {@link io.apium.standalone.demo.Corpus} is cut into chunks, a chord counts the words of
 * each and merges the counts, and the whole map is compared with what one thread counts in the same text with twenty lines
 * of its own ({@link io.apium.standalone.demo.PlainCount}). Then the cookbook's experiment
 * ({@link io.apium.standalone.demo.RandomLists}): the same ten tasks one at a time and all at once, in the textbook's terms:
 *
 * <pre>
 *   S = seconds one at a time / seconds at once      speedup
 *   E = S / p                                        efficiency, p = slots of the pool
 * </pre>
 *
 * <p>It ends well only if the counts agree. Times are printed as they come and prove nothing.
 */
@NullMarked
package io.apium.standalone.demo;

import org.jspecify.annotations.NullMarked;
