/**
 * Runs tasks. As a library: a class of a Spring Boot application has methods annotated with {@link io.apium.worker.Task},
 * and the application is a worker. As a service: {@link io.apium.worker.WorkerApplication}, with tasks from jars.
 *
 * <p>The promise: a message is acked when its outcome is stored and all that follows from it is on its way, and not
 * before. So a task is run at least once. It is run twice when a worker, its connection or its broker is lost between the
 * start and the ack; then the first record that was stored stands.
 *
 * <pre>
 *   Delivery ─► Attempt ─► Admission ─► slot of Pool ─► Handler ─► Outcome ─► record ─► debts ─► ack
 *               in hand    to run?      to run still?   the user's            Ending, where nothing waits
 *
 *   a message comes in                                  it is
 *   ──────────────────────────────────────────────────  ─────────────────────────────────────────────────
 *   that cannot be read                                 FAILURE where it gives an id; kept as a dead letter
 *   of a task that is in hand here                      joined to it: run once, acked with it
 *   of a revoked task, or after its expiry              REVOKED, not run
 *   before its eta                                      held in hand, unacked
 *   of a task that nobody here has                      FAILURE NotRegistered; kept as a dead letter
 *   while the store is away                             held in hand; nothing is started
 *   for the second time, of a task that has ended       not run; what it owes is paid again; acked
 *   else                                                run
 * </pre>
 *
 * <p>When something fails: a handler that throws, runs out of stack or memory, or returns what JSON cannot hold, fails its
 * task and nothing else. A debt that cannot be paid, since the broker is away, sends the message back to its queue after a
 * second, and whoever gets it finds the record and pays. A handler whose task is revoked is interrupted, and so is one that
 * is still running when the worker's grace is over; the first is REVOKED whatever it returns, the second goes back to its
 * queue.
 */
@NullMarked
package io.apium.worker;

import org.jspecify.annotations.NullMarked;
