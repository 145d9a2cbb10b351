/**
 * Runs tasks. As a library: a class of a Spring Boot application has methods annotated with {@link io.apium.worker.Task},
 * and the application is a worker. As a service: {@link io.apium.worker.WorkerApplication}, with tasks from jars, and with
 * commands in any language.
 *
 * <p>The promise: a message is acked when its outcome is stored and all that follows from it is on its way, and not
 * before. So a task is run at least once. It is run twice when a worker, its connection or its broker is lost between the
 * start and the ack; then the first record that was stored stands.
 *
 * <pre>
 *   Delivery ─► Attempt ─► Admission ─► slot of Pool ─► Handler ─► Outcome ─► Verdict ─► record ─► debts ─► ack
 *               in hand    to run?      to run still?   the user's            again? ──► ledger ─► record ─► ack
 *
 *   a message comes in                                  it is
 *   ──────────────────────────────────────────────────  ───────────────────────────────────────────────────────
 *   that cannot be read                                 FAILURE where it gives an id; kept as a dead letter
 *   of a task that is in hand here                      joined to it: run once, acked with it
 *   of a revoked task                                   REVOKED, not run
 *   after its expiry                                    REVOKED, not run; kept as a dead letter if that is configured
 *   before its eta                                      put into the ledger and acked: nothing waits in a worker
 *   of a task that nobody here has                      FAILURE NotRegistered; kept as a dead letter
 *   while the store is away                             held in hand; nothing is started
 *   which names what cannot be read at the moment       back to its queue, in good order; see Porter
 *   for the second time, of a task that became a flow   not run; acked
 *   for the second time, of a task that has ended       not run; what it owes is paid again; acked
 *   for the second time, its next attempt known         not run; acked
 *   whose workers were lost as often as may be          FAILURE WorkerLostError; kept as a dead letter
 *   which a limit of its task keeps from starting       put into the ledger and acked, until it may; see Gate
 *   whose processing throws five times                  FAILURE unless it has ended; kept as a dead letter
 *   else                                                run
 * </pre>
 *
 * <p>When something fails: a handler that throws, runs out of stack or memory, or returns what JSON cannot hold, fails its
 * attempt and nothing else; {@link io.apium.worker.Retry} and {@link io.apium.worker.TaskContext#retry()} say when there is
 * another one. A debt that cannot be paid, since the broker is away, sends the message back to its queue after a second, and
 * whoever gets it finds the record and pays. A handler whose task is revoked is interrupted, and so is one that is still
 * running when the worker's grace is over; the first is REVOKED whatever it returns, the second goes back to its queue. One
 * that is over its soft limit is interrupted and says itself what it came to; one that is over its hard limit has failed,
 * and its slot is replaced if it does not leave. A worker that dies leaves its messages to the next one, which counts: a
 * message that goes back in good order does not count.
 *
 * <p>While it runs, the number of a pool's slots may be chosen by their load ({@code PoolAutoscaler}), and whoever may send to
 * the broker may change it, and limits, and queues ({@code RemoteControlHandler}): that door has no lock but the broker's.
 */
@NullMarked
package io.apium.worker;

import org.jspecify.annotations.NullMarked;
