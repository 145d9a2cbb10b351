/**
 * Flows: work that the scheduler advances, since no message could carry it. What Celery's canvas can say travels in messages
 * and needs no scheduler; a map over a million items, a reduce as a tree, and a graph of named nodes do.
 *
 * <p>A {@link io.apium.flow.plan.Plan} says what is wanted, and is checked whole before anything runs. A
 * {@link io.apium.flow.plan.FlowGraph} is the same, flat: nodes, and what each of them waits for. A {@link io.apium.flow.FlowState} is
 * where the nodes stand; it is an entry of the ledger and nothing else. {@link io.apium.flow.FlowAdvancer} is one step of it: a
 * function of where it stood and of the records of its tasks.
 *
 * <pre>
 *   plan      is                                                       its value
 *   ────────  ───────────────────────────────────────────────────────  ────────────────────────────────────────────
 *   task      one task; what came before it goes before its arguments  its result
 *   chain     one after another                                        the last one's
 *   group     side by side                                             the list of theirs, in order
 *   chord     a group, and a body that is given that list              the body's
 *   map       a task for each item of a source, joined by a reduce     what the reduce comes to; a list without one
 *   scatter   a task for each slice of a source                        the list of what the slices come to
 *   reduce    a task that joins lists of values, as a tree             one value, as if it had joined all in order
 *   dag       named nodes, each after others                           its only end's; by name where it has several
 * </pre>
 *
 * <p>A map is made in batches of parts. A part is one message and a few items; a batch is a chord of parts whose body joins
 * them, so that the scheduler hears of a batch and not of its parts; at most a window of parts is in flight. Values that
 * stand side by side are joined as soon as there are as many as the fan-in, so that a map of any size is a short list of
 * partial values at any moment, and their records are forgotten when they are joined.
 *
 * <p>What a step sends follows from where the flow stood before, and its ids from what it is for ({@code map/batch/0-4096},
 * {@code map/join/0-65536}). So it may be taken twice, by two schedulers or after one has died with half of it sent: the
 * same ids mean the same, and what has run already is not run again.
 *
 * <pre>
 *   when                                          then
 *   ────────────────────────────────────────────  ─────────────────────────────────────────────────────────────────
 *   a task fails                                  what its node's policy says: fail, skip, another value
 *   one part of a batch fails                     the batch falls into its parts; those that ended well keep what
 *                                                 they came to, and the policy is applied to the others
 *   the flow fails                                nothing that has not started is run any more; what had ended well
 *                                                 is undone, the last first, where its node says how; then it ends
 *   it is tried again                             what had failed runs under new ids, all else is kept
 *   a scheduler dies                              the entry wakes again when its lease is over
 *   a worker dies                                 its messages come again; what was counted is not counted twice
 *   nobody says that a task has ended (Celery's)  the flow looks for itself, each second
 * </pre>
 */
@NullMarked
package io.apium.flow;

import org.jspecify.annotations.NullMarked;
