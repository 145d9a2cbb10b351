/**
 * Flows: work that the scheduler advances, since no message could carry it. What Celery's canvas can say travels in messages
 * and needs no scheduler; a map over a million items, a reduce as a tree, and a graph of named nodes do.
 *
 * <p>A {@link io.apium.flow.Plan} says what is wanted, and is checked whole before anything runs. A
 * {@link io.apium.flow.Graph} is the same, flat: nodes, and what each of them waits for.
 *
 * <pre>
 *   plan      is                                                       its value
 *   ────────  ───────────────────────────────────────────────────────  ────────────────────────────────────────────
 *   task      one task; what came before it goes before its arguments  its result
 *   chain     one after another                                        the last one's
 *   group     side by side                                             the list of theirs, in order
 *   chord     a group, and a body that is given that list              the body's
 *   map       a task for each item of a source, joined by a reduce     what the reduce comes to; a list without one
 *   reduce    a task that joins lists of values, as a tree             one value, as if it had joined all in order
 *   dag       named nodes, each after others                           its only end's; by name where it has several
 * </pre>
 *
 * <p>A map is made in batches of parts. A part is one message and a few items; a batch is a chord of parts whose body joins
 * them; at most a window of parts is in flight. Values that stand side by side are joined as soon as there are as many as the
 * fan-in, so that a map of any size is a short list of partial values at any moment.
 */
@NullMarked
package io.apium.flow;

import org.jspecify.annotations.NullMarked;
