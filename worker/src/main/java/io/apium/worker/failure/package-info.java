/**
 * Failures: {@link io.apium.worker.failure.AttemptLog} logs those of handlers, and
 * {@link io.apium.worker.failure.ProcessingFailures} tells outages of RabbitMQ and Redis, which are waited for, from
 * failures of one message, which are not.
 */
@NullMarked
package io.apium.worker.failure;

import org.jspecify.annotations.NullMarked;
