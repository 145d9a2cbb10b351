/**
 * Which threads a process cannot do without, and how their death is noticed. Every loop below catches whatever one round
 * throws, an {@code Error} too, logs it, pauses and goes on. {@code /livez} answers 503 when one of the vital threads has
 * ended all the same, and the component {@code threads}, {@code loop} or {@code worker} of the health names it.
 *
 * <pre>
 *   thread                what it does                              vital   when it dies
 *   ────────────────────  ────────────────────────────────────────  ──────  ──────────────────────────────────────────────
 *   apium-writes          group commit to Redis                     yes     threads; without it no result is stored
 *   apium-subscriptions   reads Redis' PUBLISH                      yes     threads; no revocation, no GET ?wait
 *   consumes [queues]     opens a consumer's channel again          yes     threads; no message comes
 *   mailbox of NODE       opens the remote control's channel again  yes     threads; no order comes
 *   apium-scheduler       the scheduler's loop                      yes     loop; nothing that waits is woken
 *   apium-intake          opens and closes a pool's consumers       yes     worker; a lost share of messages is not replaced
 *   apium-autoscale       changes a pool's number of slots          yes     worker; the pool keeps its size
 *   apium-presence        tells others that the worker is there     yes     worker; others take it for dead
 *   apium-queues          deletes unused queues, hourly             no      they stay until the next start
 *   apium-task-N          a slot of a pool                          no      the pool starts another in its place
 *   apium-limits          time limits of tasks                      no      the executor starts another; one alarm is lost
 *   amqp-client's         reads a connection, sends heartbeats      no      the connection closes, and is opened again
 *   Tomcat's              accepts and reads requests                no      the probe itself gets no answer
 *   virtual, one for each answer, ack, order or read                no      one answer is lost, and with it one wait
 *   apium-pipe-N          reads what a child process writes         no      the child is given up at its time limit
 *   apium-training        prepares the cache of child JVMs          no      children start slower
 *   apium-gpu-*, DEVICE-* searches for devices, runs and builds     no      the device fails its works, or takes no more
 *   embedded-store        reads the embedded Redis' log             no      only in {@code up} and {@code demo}
 *   shutdown, apium-exit  end the process                           no      the process ends anyway
 * </pre>
 *
 * <p>Nobody asks a thread for a heartbeat: one that waits for a server that is away, or for memory after a pause of the
 * whole machine, is not helped by a new process.
 *
 * <p>After an OutOfMemoryError nothing is certain about any thread. Processes that run no handlers (api, scheduler) are
 * started with {@code -XX:+ExitOnOutOfMemoryError} and end. A worker is not: there the error is mostly one task's, which
 * fails with it while the others go on (docs/containment.md), and the vital threads survive it or are found dead here.
 */
@NullMarked
package io.apium.adapter.health;

import org.jspecify.annotations.NullMarked;
