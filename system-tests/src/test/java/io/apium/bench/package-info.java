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
 * <p>Every figure is the median of the rounds. A rate counts from the first publish to the last stored result. Nobody
 * should quote a rate from here without its ratio, its machine and its commit.
 */
@NullMarked
package io.apium.bench;

import org.jspecify.annotations.NullMarked;
