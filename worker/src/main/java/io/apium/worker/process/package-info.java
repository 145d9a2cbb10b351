/**
 * Child processes: commands, children of process pools, device hosts, the embedded Redis.
 *
 * <p>The guarantee: a child process ends with its owner, together with all its descendants. A process leads a session
 * of its own, and so a process group; processes that it starts belong to the group, also after it has exited.
 *
 * <pre>
 *   event                                 the process           the rest of its group
 *   ────────────────────────────────────  ────────────────────  ──────────────────────────────────────────────
 *   terminate()                           SIGTERM               nothing: the process may end it
 *   kill()                                SIGKILL               SIGKILL
 *   it exits by itself                                          SIGKILL after a second, or by kill()
 *   the worker is stopped                 its owner kills it    SIGKILL
 *   the worker is killed                  SIGKILL; a server     SIGKILL, within milliseconds; of a server SIGTERM
 *                                         receives SIGTERM
 *   Ctrl-C in the terminal                nothing               nothing: only the worker receives SIGINT
 * </pre>
 *
 * <p>Java can neither start a session nor signal a group, and cannot act when it is killed itself. So processes are
 * started by {@code setsid} of util-linux or busybox, and a shell, the {@link io.apium.worker.process.ProcessReaper},
 * sends the signals. It is started before the first process. A worker that is killed between the start of a process and
 * its registration with the reaper, some microseconds, leaves that process behind.
 *
 * <p>Without {@code setsid}, a process is killed with its current descendants; descendants whose parent has exited are
 * left behind, and so is everything when the worker is killed. A descendant that starts a session of its own is also
 * left behind once its parent has exited. A reaper that was killed is replaced when it is needed next. The output of a
 * process is always read to its end, so that no process waits for a reader.
 */
@NullMarked
package io.apium.worker.process;

import org.jspecify.annotations.NullMarked;
