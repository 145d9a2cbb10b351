/**
 * The API for authors of tasks. A class has methods annotated with {@link io.apium.worker.Task}; a method takes a
 * {@link io.apium.worker.TaskContext} if it reports progress, asks for a retry or checks for cancellation. As a
 * library, a Spring Boot application with such beans is a worker. As a service, the worker loads tasks from jars, and
 * commands in any language.
 *
 * <pre>
 *   annotation or class                      effect
 *   ───────────────────────────────────────  ──────────────────────────────────────────────────────────────────────────
 *   {@link io.apium.worker.Task}             the method runs as the task of that name
 *   {@link io.apium.worker.Retry}            the exceptions and the delays of further attempts
 *   {@link io.apium.worker.Limit}            the maximum rate or concurrency across all workers
 *   {@link io.apium.worker.Beat}             a schedule of the task
 *   {@link io.apium.worker.TaskContext}      id, attempt, deadline, progress, retry and cancellation of the current attempt
 *   {@link io.apium.worker.TaskProvider}     tasks that are made at run time, with a pool of their own
 * </pre>
 *
 * <p>A task runs at least once: the message is acked after the result is stored and the follow-ups are sent. It runs
 * twice if a worker, its connection or its broker is lost between the start and the ack; the first stored result stays.
 * An invalid annotation prevents the start of the worker; the error names the method.
 */
@NullMarked
package io.apium.worker;

import org.jspecify.annotations.NullMarked;
