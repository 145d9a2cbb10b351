/**
 * The threads that a process cannot do without, and the detection of their death. Every loop below catches whatever one round
 * throws, including an {@code Error}, logs it, pauses and continues. {@code /livez} returns 503 when a vital thread has
 * ended all the same, and the component {@code threads}, {@code loop} or {@code worker} of the health names it.
 *
 * <pre>
 *   thread                     task                                        vital   after its death
 *   ─────────────────────────  ──────────────────────────────────────────  ──────  ──────────────────────────────────────────
 *   apium-redis-writer         group commit to Redis                       yes     threads; no result is stored
 *   apium-redis-subscriptions  reads Redis' PUBLISH                        yes     threads; no revocation, no GET ?wait
 *   consumes [queues]          reopens the channel of a consumer           yes     threads; no message arrives
 *   mailbox of NODE            reopens the channel of remote control       yes     threads; no control command arrives
 *   apium-scheduler            the scheduler's loop                        yes     loop; no entry is processed
 *   apium-consumer             opens and closes a pool's consumers         yes     worker; a lost consumer is not replaced
 *   apium-autoscale            changes the number of slots of a pool       yes     worker; the pool keeps its size
 *   apium-heartbeat            writes the worker's heartbeat               yes     worker; the registry drops the worker
 *   apium-queue-removal        deletes unused queues, hourly               no      they stay until the next start
 *   apium-task-N               a slot of a pool                            no      the pool starts another
 *   apium-time-limits          time limits of tasks                        no      the executor starts another; one alarm is lost
 *   amqp-client's              reads a connection, sends heartbeats        no      the connection closes and is reopened
 *   Tomcat's                   accepts and reads requests                  no      the probe itself gets no response
 *   virtual, one per response, ack, control command or read                no      one response is lost, and one wait with it
 *   apium-pipe-N               reads the output of a child process         no      the child is killed at its time limit
 *   apium-aot-training         writes the AOT cache of child JVMs          no      children start slower
 *   apium-gpu-*, DEVICE-*      search for devices, run and build kernels   no      the device fails its work or accepts no more
 *   embedded-store             reads the embedded Redis' log               no      only in {@code up} and {@code demo}
 *   shutdown, apium-exit       end the process                             no      the process ends anyway
 * </pre>
 *
 * <p>The threads have no watchdog timer: a new process does not help a thread that waits for an unavailable server, or for
 * memory after a pause of the machine.
 *
 * <p>After an OutOfMemoryError the state of every thread is uncertain. Processes without handlers (api, scheduler) run with
 * {@code -XX:+ExitOnOutOfMemoryError} and end. A worker does not: there the error is mostly one task's, which fails while
 * the others continue (docs/containment.md), and the vital threads survive it or are found dead here.
 */
@NullMarked
package io.apium.adapter.health;

import org.jspecify.annotations.NullMarked;
