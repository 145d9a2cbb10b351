/**
 * The vital threads of a process, and how their death is noticed. Every loop below catches all exceptions of one
 * iteration, including {@code Error}, logs them, pauses and continues. {@code /livez} answers 503 when a vital thread
 * has ended nevertheless, and the health component {@code threads}, {@code loop} or {@code worker} names it.
 *
 * <pre>
 *   thread                purpose                                   vital   when it dies
 *   ────────────────────  ────────────────────────────────────────  ──────  ──────────────────────────────────────────────
 *   apium-redis-writer    group commit to Redis                     yes     threads; no result is stored
 *   apium-redis-subscriptions  reads Redis' PUBLISH                 yes     threads; no revocation, no GET ?wait
 *   consumes [queues]     reopens a consumer's channel              yes     threads; no message is received
 *   mailbox of NODE       reopens the remote control's channel      yes     threads; no command is received
 *   apium-scheduler       the scheduler's loop                      yes     loop; nothing in the ledger wakes
 *   apium-consumer        opens and closes a pool's consumers       yes     worker; a lost consumer is not replaced
 *   apium-autoscale       changes a pool's number of slots          yes     worker; the pool keeps its size
 *   apium-heartbeat       sends the heartbeat of the worker         yes     worker; it is not listed any more
 *   apium-queues          deletes unused queues, hourly             no      they stay until the next start
 *   apium-task-N          a slot of a pool                          no      the pool starts another in its place
 *   apium-time-limits     time limits of tasks                      no      the executor starts another; one limit is lost
 *   amqp-client's         reads a connection, sends heartbeats      no      the connection closes, and is reopened
 *   Tomcat's              accepts and reads requests                no      the probe itself gets no answer
 *   virtual, one for each answer, ack, command or read              no      one answer is lost
 *   apium-pipe-N          reads the output of a child process       no      the child is killed at its time limit
 *   apium-aot-training    prepares the cache of child JVMs          no      children start slower
 *   apium-gpu-*, DEVICE-* searches for devices, runs and builds     no      the device fails its tasks or accepts no more
 *   embedded-store        reads the embedded Redis' log             no      only in {@code up} and {@code demo}
 *   shutdown, apium-exit  end the process                           no      the process ends anyway
 * </pre>
 *
 * <p>Threads have no heartbeat: a new process does not help one that waits for an unavailable server, or for memory
 * after a pause of the whole machine.
 *
 * <p>After an OutOfMemoryError the state of every thread is uncertain. Processes without handlers (api, scheduler) are
 * started with {@code -XX:+ExitOnOutOfMemoryError} and end. A worker is not: there the error mostly belongs to one
 * task, which fails while the others continue (docs/containment.md), and the vital threads survive it or are found dead
 * here.
 */
@NullMarked
package io.apium.adapter.health;

import org.jspecify.annotations.NullMarked;
