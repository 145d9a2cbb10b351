/**
 * Flows: work that the scheduler advances. Celery's canvases travel in messages and need no scheduler. A map over a
 * million items, a reduce as a tree, and a graph of named nodes do not fit into messages.
 *
 * <p>A {@link io.apium.flow.plan.Plan} is the request and is checked as a whole before anything runs. A
 * {@link io.apium.flow.plan.FlowGraph} is the same plan as a flat list of nodes, each with the nodes that it waits for.
 * A {@link io.apium.flow.FlowState} has the state of each node and is stored only in the ledger.
 * {@link io.apium.flow.FlowAdvancer} computes one step: a function of the state and of the records of the flow's tasks.
 *
 * <pre>
 *   plan      is                                                       its value
 *   ────────  ───────────────────────────────────────────────────────  ────────────────────────────────────────────
 *   task      one task; a previous result is its first argument        its result
 *   chain     plans one after another                                  the last one's
 *   group     plans in parallel                                        the list of their values, in order
 *   chord     a group, and a body that receives its list               the body's
 *   map       a task for each item of a source, joined by a reduce     the reduced value; a list without a reduce
 *   scatter   a task for each slice of a source                        the list of the slices' results
 *   reduce    a task that joins lists of values, as a tree             one value, as if it had joined all in order
 *   dag       named nodes, each after others                           its only end's; by name where it has several
 * </pre>
 *
 * <p>A map runs in batches of parts. A part is one message with a few items. A batch is a chord of parts whose body
 * joins their results, so that the scheduler reads one record for a batch. At most a window of parts is in flight.
 * Adjacent values are joined as soon as there are as many as the fan-in. So a map of any size is stored as a short list
 * of partial values, and the records of joined parts are deleted.
 *
 * <p>The messages of a step depend only on the stored state, and their ids on their purpose ({@code map/batch/0-4096},
 * {@code map/join/0-65536}). So a step may be repeated, by two schedulers or after one died half-way: equal ids are the
 * same task, and a task that has run is not run again.
 *
 * <pre>
 *   when                                          then
 *   ────────────────────────────────────────────  ─────────────────────────────────────────────────────────────────
 *   a task fails                                  the policy of its node applies: fail, skip, default value
 *   one part of a batch fails                     the batch is split into its parts; the successful ones keep their
 *                                                 results, and the policy applies to the others
 *   the flow fails                                waiting nodes are not started; then the compensation tasks of the
 *                                                 successful nodes run, last node first; then the flow ends
 *   the flow is retried                           failed nodes run under new ids, all others keep their results
 *   a scheduler dies                              another one claims the entry when its lease ends
 *   a worker dies                                 its messages are redelivered; no result is counted twice
 *   no worker reports the end of a task (Celery)  the scheduler reads the record once a second
 * </pre>
 */
@NullMarked
package io.apium.flow;

import org.jspecify.annotations.NullMarked;
