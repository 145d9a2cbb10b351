/**
 * One attempt, from the delivery of a message to its ack.
 *
 * <pre>
 *   Delivery ─► Attempt ─► Admission ─► slot of a pool ─► Handler ─► Outcome ─► AttemptDecision ─► record ─► follow-ups ─► ack
 *                          now?         still?                                  retry ──► ledger ─► record ─► ack
 *
 *   message                                                    result
 *   ─────────────────────────────────────────────────────────  ───────────────────────────────────────────────────────────
 *   cannot be read                                             FAILURE if it has an id; dead letter
 *   of a task that is in hand in this worker                   joined to that attempt: runs once, acked with it
 *   of a revoked task                                          REVOKED, does not run
 *   after its expiry                                           REVOKED, does not run; dead letter if configured
 *   before its eta                                             stored in the ledger and acked
 *   of a task without a handler here                           FAILURE NotRegistered; dead letter
 *   while the store is away                                    stays in hand, does not start
 *   names a blob that cannot be read now                       requeued without a count; see BlobHandler
 *   repeated, its task became a flow                           does not run; acked
 *   repeated, its task has ended                               does not run; its follow-ups are sent again; acked
 *   repeated, its next attempt is stored                       does not run; acked
 *   its workers were lost as often as the delivery limit       FAILURE WorkerLostError; dead letter
 *   over a limit of its task                                   stored in the ledger until it may start, acked; see StartLimiter
 *   its processing throws five times                           FAILURE unless it has ended; dead letter
 *   all others                                                 runs
 * </pre>
 *
 * <p>Failures: a handler that throws, overflows its stack, runs out of memory or returns a value that JSON cannot hold fails its
 * attempt only. If follow-ups cannot be sent because the broker is away, the message returns to its queue after one second; the
 * next worker finds the record and sends the follow-ups. A revoked attempt is interrupted and ends REVOKED whatever it returns.
 * An attempt that runs when the shutdown timeout has passed is interrupted and its message returns to the queue. An attempt over
 * its soft limit is interrupted and decides its own outcome; an attempt over its hard limit fails, and its slot is replaced if
 * the handler does not leave it. The messages of a worker that dies come again and are counted; a requeue is not counted.
 */
@NullMarked
package io.apium.worker.attempt;

import org.jspecify.annotations.NullMarked;
