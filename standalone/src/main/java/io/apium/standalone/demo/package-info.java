/**
 * The main job, on real input, through the real queue: what a newcomer sees first.
 *
 * <p>First a fan-out and a reduce. A {@link io.apium.standalone.demo.TextCorpus} is cut into chunks, a chord counts the words of
 * each and merges the counts, and the whole map is compared with what one thread counts in the same text with twenty lines
 * of its own ({@link io.apium.standalone.demo.PlainCount}).
 *
 * <p>Then the cookbook's {@link io.apium.standalone.demo.SpeedupExperiment}: what is a pool worth? Two workloads, one that waits
 * for memory ({@link io.apium.standalone.demo.RandomLists}) and one that needs none
 * ({@link io.apium.standalone.demo.CollatzRanges}), are done in one plain loop on one thread of this JVM, and then through
 * the queue, by one worker after another, each with as many slots as there are processors and a pool of another
 * {@link io.apium.standalone.demo.PoolKind}. Every time is the median of the rounds, and every answer must be the plain
 * loop's. What is told of it is the textbook's ({@link io.apium.flow.report.SpeedupLaws}):
 *
 * <pre>
 *   S = seconds of the plain loop / seconds       speedup
 *   E = S / p                                     efficiency, p = slots of the pool
 *   e = (1/S - 1/p) / (1 - 1/p)                   serial fraction, found by experiment (Karp, Flatt)
 *   1 / (e + (1 - e) / n)                         the same work on n cores (Amdahl)
 *   n - s (n - 1), s = e S                        work that grows with the cores (Gustafson)
 * </pre>
 *
 * <p>The plain loop is the best serial program: no queue, no messages, no results in a store, so that a speedup is one over
 * doing without all this. What the queue itself costs is the row of one slot. A negative e (a speedup above p, by a better
 * use of caches, or by noise) is shown as it is and counts as 0 in predictions; above 1 (slower than the loop) it is shown
 * and nothing is predicted from it.
 *
 * <p>{@link io.apium.standalone.demo.DemoReport} is all of it as one JSON document. The demo ends well only if the counts
 * agree; an answer that differs, or a task that fails, ends it with {@link io.apium.standalone.demo.DemoFailedException}.
 * Times are printed as they come and prove nothing.
 */
@NullMarked
package io.apium.standalone.demo;

import org.jspecify.annotations.NullMarked;
