/**
 * The HTTP API: submit, read, revoke and watch tasks and flows. It uses only the ports of {@code core}, so it is the
 * same program with RabbitMQ and Redis, with the embedded servers and with the memory doubles of tests.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>a 202 is sent only after RabbitMQ has confirmed every message of the request, or the ledger has stored the delayed
 *       ones;
 *   <li>a request that needs RabbitMQ or Redis returns 503 within two seconds while that server is unavailable;
 *   <li>every error is a problem document (RFC 9457), {@link io.apium.api.problem};
 *   <li>a POST with an {@code Idempotency-Key} may be repeated, {@link io.apium.api.idempotency};
 *   <li>JSON is strict: unknown fields, duplicate keys and NaN are errors, each with its JSON pointer.
 * </ul>
 *
 * <p>A request that returned 503 may have been executed: RabbitMQ may have a message that it did not confirm. A client
 * that repeats it without an idempotency key may run the task twice.
 *
 * <p>The server listens on the loopback address. Any other address needs a token ({@link io.apium.api.access}), or the
 * API does not start.
 */
@NullMarked
package io.apium.api;

import org.jspecify.annotations.NullMarked;
