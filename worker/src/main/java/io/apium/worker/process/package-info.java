/**
 * Processes that the worker starts: commands, and whatever else runs outside of its own.
 *
 * <p>The promise: what is started here ends with what it was started for, and takes with it all that it has started itself.
 * A process leads a session, and so a process group, of its own; whoever it starts belongs to that group, also when it is
 * gone itself.
 *
 * <pre>
 *   what happens                          to the process        to the rest of its group
 *   ────────────────────────────────────  ────────────────────  ──────────────────────────────────────────────
 *   it is asked to end (terminate)        SIGTERM               nothing: the process may see to it
 *   it is killed                          SIGKILL               SIGKILL
 *   it ends by itself                                           SIGKILL after a second, or when it is killed
 *   the worker is told to end             its owner kills it    SIGKILL
 *   the worker is killed                  SIGKILL               SIGKILL, within milliseconds
 *   the terminal is interrupted           nothing               nothing: only the worker hears of it
 * </pre>
 *
 * <p>Java can neither start a session nor signal a group, and has no say when it is killed itself. So {@code setsid} of
 * util-linux or busybox is what starts a process, becoming it; and one shell, the {@link io.apium.worker.process.ProcessReaper},
 * which is started before the first of them, does the killing. A worker that is killed between the start of a process and
 * the line that tells the warden of it, some microseconds, leaves that process behind.
 *
 * <p>When something fails: where there is no {@code setsid}, a process is killed with those of its descendants whose parents
 * still live, and what was left behind by one that is gone stays. So does what has started a session of its own and is left
 * behind. A warden that is killed is replaced when it is next needed. What a process writes is read to its end whatever it
 * is, so that none waits for a reader.
 */
@NullMarked
package io.apium.worker.process;

import org.jspecify.annotations.NullMarked;
