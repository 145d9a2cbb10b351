/**
 * The whole, in real processes on a real RabbitMQ and a real Redis: {@code apium worker} and {@code apium api} as JVMs that
 * may be killed, Celery as Debian ships it, and nothing in between that is not there in production.
 *
 * <pre>
 *   what is shown                                                         where
 *   ────────────────────────────────────────────────────────────────────  ──────────────────────────────────────
 *   a Celery client gets its results from our worker                      CeleryClientIT
 *   our HTTP gets its results from a Celery worker, flows go through both CeleryWorkerIT
 *   both kinds of worker on one queue, each declaring it                  SharedQueueIT
 *   timetables are beside Celery's own word                               CelerySchedulesIT
 *   tasks of a user's jar                                                 UserTasksIT
 *   messages that cannot be read or run                                   UnreadableIT
 *   2,000 tasks, a worker killed and a worker stopped                     WorkerCrashIT
 *   thousands of odd messages and requests beside good tasks              BystanderIT
 *   what a misbehaving handler costs others, on every kind of pool        ContainmentIT
 *   a worker stopped, or killed, with its slots full; its children too    GracefulStopIT
 *   RabbitMQ away, Redis away, under load                                 ServerOutageIT
 *   Celery's inspect and control                                          RemoteControlIT
 *   a worker with a second stop signal                                    SecondSignalIT
 *
 *   a process dies between …
 *   HTTP accepted and broker confirm                                      CrashTableIT
 *   delivery and start                                                    CrashTableIT, WorkerCrashIT
 *   start and result                                                      CrashTableIT, WorkerCrashIT
 *   result and follow-ups                                                 CrashTableIT
 *   follow-ups and ack                                                    CrashTableIT
 *   the last part of a chord and its body                                 CrashTableIT
 *   … or a paused worker wakes after its task was redelivered and ended   CrashTableIT
 * </pre>
 *
 * <p>A {@link io.apium.system.TestStage} holds the servers and processes of a test class. Test classes share the
 * servers, unless they stop them, and keep out of each other's way with queues of their own. When a test fails, all
 * that its processes have printed is shown. Where the moment of a death is too short to hit with a kill, a stand-in
 * takes the message, does on the real servers what a worker would have done until then, and disconnects without an
 * ack ({@link io.apium.system.CorePorts}).
 *
 * <p>Not shown here: a limit on how often a message that kills its worker is delivered again. There is none yet on classic
 * queues, whose messages do not count their deliveries.
 */
@NullMarked
package io.apium.system;

import org.jspecify.annotations.NullMarked;
