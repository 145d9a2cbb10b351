/**
 * Everything that waits is woken here. One loop takes what is due from the ledger, in small batches under a lease, and gives
 * it to the {@link io.apium.scheduler.Duty} of its kind, which says by a pure function what is owed and what the entry is to
 * be then. The loop pays, and writes when it has been paid.
 *
 * <pre>
 *   Ledger.claim ─► Duty.steps ─► owed: messages confirmed, records written ─► Ledger.write or remove
 *     lease: 3 s     pure           fails: the entry wakes again when             refused: it was changed meanwhile,
 *                                   its lease is over                             and wakes by its new content
 *
 *   duty        entries           looks up                      sends
 *   ──────────  ────────────────  ────────────────────────────  ─────────────────────────────────────
 *   delays      delayed tasks     who of them was revoked       the task; ends it if it was revoked
 *   beats       schedules         whether the last run ended    the task of each tick that is due
 * </pre>
 *
 * <p>An entry whose step throws, or whose write or payment fails for another reason than an outage, is put off: for a
 * second, and twice as long after each further failure, up to five minutes. All others that were taken with it are dealt
 * with. A message that can never be sent is a dead letter, and its task has failed. A flow of which no step can be taken
 * fails.
 *
 * <p>Any number of schedulers work side by side, without a leader: an entry is given to one at a time, a write is refused to
 * whoever has seen an old revision, and what is sent twice has the same id and runs once. A scheduler that dies leaves its
 * batch to the others when the lease is over. One that was paused finds its leases over and does nothing with its batch.
 *
 * <p>There is no poll interval. The loop sleeps until the next entry is due, and the store tells it of one that is due
 * earlier; since such news can be lost, it looks once a second all the same.
 *
 * <p>Beside the loop, once an hour, queues are deleted that were made for a message and that nobody uses any more.
 *
 * <p>When the store is away the loop tries again several times a second, and nothing is lost: whatever waits is in the
 * store. When the broker is away, what is due wakes again with every lease until it is sent.
 */
@NullMarked
package io.apium.scheduler;

import org.jspecify.annotations.NullMarked;
