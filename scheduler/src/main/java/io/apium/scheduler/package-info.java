/**
 * Wakes everything that waits in the ledger. One loop claims due entries in small batches under a lease, and passes
 * them to the {@link io.apium.scheduler.Duty} of their kind, a pure function that returns effects and the new state of
 * each entry. The loop executes the effects and then writes the entry.
 *
 * <pre>
 *   Ledger.claim ─► Duty.steps ─► effects: messages confirmed, records written ─► Ledger.write or remove
 *     lease: 3 s     pure           failure: the entry wakes again when its        rejected: another process changed
 *                                   lease ends                                     the entry and its wake time
 *
 *   duty           entries           reads                         sends
 *   ─────────────  ────────────────  ────────────────────────────  ─────────────────────────────────────
 *   delayed-tasks  delayed tasks     which of them are revoked     the task; ends it if it was revoked
 *   schedules      schedules         whether the last task ended   the task of each run time that is due
 *   flows          flows             the records of their tasks    the tasks of nodes that can start
 * </pre>
 *
 * <p>An entry whose step throws, or whose effects or write fail for another reason than an outage, is postponed: for 1
 * s, and twice as long after each further failure, up to 5 minutes. The other claimed entries are processed. A message
 * that can never be sent becomes a dead letter, and its task fails. A flow whose step throws fails.
 *
 * <p>Any number of schedulers run in parallel, without a leader: an entry is claimed by one at a time, a write with an
 * old revision is rejected, and a message that is sent twice has the same id and runs once. When a scheduler dies,
 * others claim its batch when the lease ends. A scheduler that was paused finds its leases expired and drops its batch.
 *
 * <p>There is no poll interval. The loop sleeps until the next entry is due, and the store notifies it of earlier ones;
 * since a notification can be lost, it also wakes once a second.
 *
 * <p>In addition, queues that were declared for a message and are not used any more are deleted once an hour.
 *
 * <p>While the store is unavailable the loop retries several times a second, and nothing is lost, since everything that
 * waits is in the store. While the broker is unavailable, due entries wake again with every lease until they are sent.
 */
@NullMarked
package io.apium.scheduler;

import org.jspecify.annotations.NullMarked;
