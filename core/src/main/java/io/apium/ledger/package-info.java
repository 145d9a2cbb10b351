/**
 * The ledger of everything that waits: delayed tasks, schedules and flows. Each entry has a key, a state, a revision
 * and a wake time.
 *
 * <p>A write names the revision that it is based on, and fails when there is a newer one. So no leader is needed: two
 * schedulers at once do duplicate work, but nothing wrong. A step is a pure function of the state of an entry and the
 * time, and gives an {@link io.apium.ledger.EntryTransition}: effects, and the new state of the entry. Effects are
 * published first, and the entry is written afterwards, as a worker acks a message after its effects. When a scheduler
 * dies in between, the entry wakes again when its lease ends, and the same effects are published again under the same
 * ids.
 *
 * <pre>
 *   state          wakes                                    step
 *   DelayedTask    when its task is due or expires          sends it; the entry is removed
 *                  when its task is revoked                 ends it as REVOKED; the entry is removed
 *   ScheduleEntry  at the next run time of its schedule     sends the task; waits for the next run time
 *   FlowEntry      when a task of its flow has ended        sends the next tasks; kept as long as results
 * </pre>
 */
@NullMarked
package io.apium.ledger;

import org.jspecify.annotations.NullMarked;
