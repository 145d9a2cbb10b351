/**
 * The HTTP room: submit, ask, cancel, watch. It speaks to the ports of {@code core} alone, and is the same program over
 * RabbitMQ and Redis, over the embedded pair, or over the doubles of a test.
 *
 * <p>What a client can rely on:
 *
 * <ul>
 *   <li>a 202 is given when the broker has confirmed every message of the request, or the ledger keeps what is not to run
 *       yet, never before;
 *   <li>nothing hangs: an answer that needs a broker or a store which is away is a 503 within two seconds;
 *   <li>every refusal is a problem document (RFC 9457), {@link io.apium.api.problem};
 *   <li>a POST with an {@code Idempotency-Key} may be repeated, {@link io.apium.api.idempotency};
 *   <li>JSON is strict: unknown fields, duplicate keys and NaN are refused, each with its place in the document.
 * </ul>
 *
 * <p>A request that was answered with 503 may have been carried out or not: the broker may hold a message that it never
 * confirmed. Whoever repeats it without an idempotency key may find the work done twice.
 *
 * <p>The server listens on the loopback address. Anything wider needs a token ({@link io.apium.api.access}), or the
 * program does not start.
 */
@NullMarked
package io.apium.api;

import org.jspecify.annotations.NullMarked;
