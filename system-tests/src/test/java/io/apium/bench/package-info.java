/**
 * The benchmark: Apium beside the raw broker and beside Celery, on the same RabbitMQ and the same Redis, in turns within
 * one run, so that a noisy machine is as noisy for all of them. What is compared is what is alike:
 *
 * <pre>
 *   raw broker   PerfTest: one producer, one consumer; persistent, confirmed, acked, as many bytes as Apium's message
 *   Apium        published with confirm, run by a worker process, result stored and announced, acked
 *   Celery       its defaults: published without confirm, acked early, run by a worker of two processes, result stored
 * </pre>
 *
 * <p>Beside that, {@link io.apium.bench.Chart} makes the pages of what the demo has measured. It measures nothing itself.
 *
 * <p>{@code bench flows} asks flows for what is known from elsewhere:
 *
 * <pre>
 *   squares   a map of a million numbers, summed; against the formula. What the scheduler, Redis and the broker hold
 *   chords    Celery's, larger and larger, until one does not end in time
 *   words     of 200 MB of this machine's own text; against sort | uniq -c, a process that reads the same bytes
 *   report    fewer words, with one slot and with two: what Amdahl's law promises of the first, beside the second
 * </pre>
 *
 * <p>A wrong sum or a wrong count fails the command; a slow one does not. {@code sort} has no queue and no copies in a
 * store, so that its time says what those cost where one machine is enough.
 *
 * <p>{@code bench sizing} compares nothing: it looks at the processor time and the memory of each process, as Linux
 * reports them, and divides them by the number of tasks.
 *
 * <p>Where there are rounds, a figure is their median. A rate counts from the first publish to the last stored result.
 * Quote a rate only together with its ratio, its machine and its commit.
 */
@NullMarked
package io.apium.bench;

import org.jspecify.annotations.NullMarked;
