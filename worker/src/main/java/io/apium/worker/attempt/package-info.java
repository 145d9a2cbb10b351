/**
 * One attempt, from the delivery of a message to its ack. {@link io.apium.worker.attempt.DeliveryPipeline} has the
 * steps; each step either goes on or returns a {@link io.apium.worker.attempt.Disposition}, which {@link
 * io.apium.worker.attempt.AttemptCompleter} carries out.
 *
 * <pre>
 *   Delivery ─► Attempt ─► ArrivalCheck ─► queue of the pool ─► StartCheck ─► AttemptRunner ─► AttemptCompleter
 *                              └──────────── Disposition ───────────┴──────── Disposition ────────────┘
 *
 *   message or attempt                                      disposition      effects, in this order
 *   ──────────────────────────────────────────────────────  ───────────────  ───────────────────────────────────────────────
 *   cannot be read                                                           dead letter; FAILURE if it has an id; ack
 *   of a task that has an attempt in this worker                             joined to that attempt; acked with it
 *   while the result store is away                                           stays in memory and asks again, without a slot
 *   revoked                                                 End              REVOKED; follow-ups; ack
 *   after its expiry                                        End              the same; a dead letter first, if configured
 *   longer than allowed                                     End              FAILURE; follow-ups; ack
 *   of a task without a handler here                        End              dead letter; FAILURE NotRegistered; ack
 *   its workers were lost as often as the delivery limit    End              dead letter; FAILURE WorkerLostError; ack
 *   its handler succeeded, failed or was revoked            End              record; follow-ups; ack
 *   its last retry failed                                   End              the same; a dead letter first, if declared
 *   over its hard time limit                                End              FAILURE TimeLimitExceeded; follow-ups; ack
 *   repeated, and its task has ended                        Repeat           follow-ups of the stored record; ack
 *   repeated, and its next attempt or its flow exists       HandedOver       ack
 *   its handler failed and may be retried                   Retry            next attempt in the ledger; RETRY record; ack
 *   its handler sent it elsewhere                           Reroute          RETRY record; publish, or ledger until due; ack
 *   before its eta                                          Delay            ledger; ack
 *   over a limit of its task                                Hold             ledger until it may start (StartLimiter); ack
 *   its handler returned a plan                             BecomeFlow       flow in the ledger; ack
 *   not started when the worker stops                       Requeue          requeue, not counted
 *   runs when the shutdown timeout has passed               Requeue          interrupt; requeue, not counted
 *   names a blob that cannot be read now                    Requeue          requeue after 1 s, not counted
 *   its child process died, or its handler calls exit       Lost             requeue, counted as a lost worker
 *   its handler returns after it was settled                Settled          none
 *   its processing throws five times                                         dead letter; FAILURE unless it has ended; ack
 * </pre>
 *
 * <p>Failures: a handler that throws, overflows its stack, runs out of memory or returns a value that JSON cannot hold
 * fails its attempt only. If follow-ups cannot be sent because the broker is away, the message returns to its queue
 * after one second; the next worker finds the record and sends the follow-ups. A revoked attempt is interrupted and
 * ends REVOKED whatever it returns. An attempt over its soft limit is interrupted and decides its own outcome; an
 * attempt over its hard limit fails, and its slot is replaced if the handler does not leave it. The messages of a
 * worker that dies are redelivered and counted; a requeue is not counted.
 */
@NullMarked
package io.apium.worker.attempt;

import org.jspecify.annotations.NullMarked;
