/**
 * Commands as tasks: any executable of this machine, in any language, declared in a YAML file by whoever runs the worker. A
 * client names the task and gives its arguments; no word of its message is ever part of a command line or of a shell.
 *
 * <p>The promise: one attempt is one conversation with one process that nobody else talks to meanwhile, and it has an end:
 * the process answers, ends, or is killed with all that it started when the time limit is over, its task is revoked, or it
 * writes more than it may. What a client finds out is what the process said, and the last of what it wrote to stderr.
 *
 * <pre>
 *   one-shot     a process for each attempt    stdin: the arguments, then EOF     stdout: the result    exit code: 0
 *   persistent   processes that are kept warm  stdin: a line for each attempt     stdout: a line for each answer
 *
 *   a process                                            the attempt is
 *   ───────────────────────────────────────────────────  ─────────────────────────────────────────────────────────
 *   ends with 0, its output is JSON; {"result": ...}     SUCCESS
 *   ends with another code, or by a signal               CommandFailed, with the last lines of stderr: tried again
 *   answers {"error": {"type", "message"}}               that error: tried again
 *   persistent, ends or closes stdout before its answer  CommandFailed: tried again
 *   cannot be started any more                           CommandFailed: tried again
 *   writes what is not JSON, or not UTF-8                CommandFailed, not tried again
 *   writes more than maxOutputSize                      killed; CommandFailed, not tried again
 *   runs longer than softTimeLimit                       sent SIGTERM; what it then answers, or else
 *                                                        SoftTimeLimitExceededException: tried again
 *   runs longer than timeLimit                           killed; TimeLimitExceeded, not tried again
 *   runs when its task is revoked, or the grace is over  killed; the road knows what becomes of it
 *   gets arguments that its declaration has no name for  not started; TypeError
 * </pre>
 *
 * <p>The limits are kept by the worker, as those of any task, and a message's own may shorten them. {@code SIGTERM} goes to
 * the process alone and not to what it has started.
 *
 * <p>Tried again as the message asks or {@code retry} declares, and a failure where neither does. A warm process is used
 * again only after an answer that it had read its whole question for; after anything else it is killed, and the next attempt
 * gets another one. One that spoke or died while it was idle is not used either.
 *
 * <p>When something fails: a process never outlives its attempt, unless it is warm, and what it leaves behind outlives it by
 * a second at most ({@link io.apium.worker.process} says how, and what escapes). It is not waited for: its hold on stdout
 * delays the result by that second. A warm process notices the worker's end by that of its stdin, and is expected to end
 * then.
 */
@NullMarked
package io.apium.worker.command;

import org.jspecify.annotations.NullMarked;
