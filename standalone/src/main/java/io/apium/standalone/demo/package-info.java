/**
 * The demo of {@code ./apium demo}: real input, processed through a real queue.
 *
 * <p>The first part is a fan-out and a reduce. A {@link io.apium.standalone.demo.TextCorpus} is split into chunks, a
 * chord counts the words of each and merges the counts, and the result is compared with a count by one thread with
 * twenty lines of its own code ({@link io.apium.standalone.demo.PlainCount}).
 *
 * <p>The second part is the {@link io.apium.standalone.demo.SpeedupExperiment}. Two workloads, one limited by memory
 * access ({@link io.apium.standalone.demo.RandomLists}) and one that needs no memory
 * ({@link io.apium.standalone.demo.CollatzRanges}), run in a plain loop on one thread of this JVM, and then through the
 * queue, by one worker after another, each with as many slots as there are processors and with another
 * {@link io.apium.standalone.demo.PoolKind}. Every time is the median of the rounds, and every answer must equal that
 * of the plain loop. The figures are those of {@link io.apium.flow.report.SpeedupLaws}:
 *
 * <pre>
 *   S = seconds of the plain loop / seconds       speedup
 *   E = S / p                                     efficiency, p = slots of the pool
 *   e = (1/S - 1/p) / (1 - 1/p)                   experimentally determined serial fraction (Karp, Flatt)
 *   1 / (e + (1 - e) / n)                         the same work on n cores (Amdahl)
 *   n - s (n - 1), s = e S                        work that grows with the cores (Gustafson)
 * </pre>
 *
 * <p>The plain loop is the best serial program: no queue, no messages, no stored results, so a speedup is measured
 * against a program without Apium. The row with one slot shows the cost of the queue itself. A negative e (a speedup
 * above p, by better use of caches or by noise) is shown as it is and counts as 0 in predictions; an e above 1 (slower
 * than the loop) is shown without predictions.
 *
 * <p>{@link io.apium.standalone.demo.DemoReport} has all results as one JSON document. The demo succeeds only if the
 * counts agree; a different answer or a failed task is a {@link io.apium.standalone.demo.DemoFailedException}. Times do
 * not influence the success.
 */
@NullMarked
package io.apium.standalone.demo;

import org.jspecify.annotations.NullMarked;
