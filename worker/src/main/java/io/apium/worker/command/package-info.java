/**
 * Commands as tasks: executables in any language, declared in a YAML file by the operator of the worker. A client names
 * the task and passes arguments; no part of a message becomes part of a command line or a shell script.
 *
 * <p>The guarantee: an attempt uses one process, which serves no other attempt meanwhile, and it always ends: the
 * process responds or exits, or it is killed with all its descendants when the time limit passes, the task is revoked,
 * or its output exceeds the limit. The client receives the response of the process, and the last of its stderr.
 *
 * <pre>
 *   one-shot     one process per attempt       stdin: the arguments, then EOF     stdout: the result    exit code: 0
 *   persistent   a process for many attempts   stdin: one line per request        stdout: one line per response
 *
 *   the process                                          the attempt ends with
 *   ───────────────────────────────────────────────────  ─────────────────────────────────────────────────────────
 *   ends with 0, its output is JSON; {"result": ...}     SUCCESS
 *   ends with another code, or by a signal               CommandFailed, with the last lines of stderr: tried again
 *   answers {"error": {"type", "message"}}               that error: tried again
 *   persistent, ends or closes stdout before its answer  CommandFailed: tried again
 *   cannot be started any more                           CommandFailed: tried again
 *   writes what is not JSON, or not UTF-8                CommandFailed, not tried again
 *   writes more than maxOutputSize                       killed; CommandFailed, not tried again
 *   runs longer than softTimeLimit                       sent SIGTERM; what it then answers, or else
 *                                                        SoftTimeLimitExceededException: tried again
 *   runs longer than timeLimit                           killed; TimeLimitExceeded, not tried again
 *   runs when its task is revoked                        killed; REVOKED
 *   runs when the shutdown timeout has passed            killed; the message is requeued
 *   gets arguments that its declaration has no name for  not started; TypeError
 * </pre>
 *
 * <p>The worker enforces the limits, as for all tasks, and a message can shorten them. {@code SIGTERM} is sent to the
 * process itself and not to its descendants.
 *
 * <p>"Tried again" means: as the message or {@code retry} declares, otherwise the task fails. A persistent process is
 * reused only after a valid response to a request that it has read completely; after anything else it is killed, and
 * the next attempt uses another. A process that wrote output or ended while it was idle is not reused either.
 *
 * <p>A process never outlives its attempt, unless it is persistent; descendants that it leaves behind outlive it by at
 * most a second ({@link io.apium.worker.process} has the exceptions). If they keep stdout open, the result is delayed
 * by that second. A persistent process sees the end of the worker as the end of its stdin, and should exit then.
 */
@NullMarked
package io.apium.worker.command;

import org.jspecify.annotations.NullMarked;
