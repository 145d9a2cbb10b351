/**
 * The access to Spring Boot's management server, which a worker or a scheduler has, and an API with a
 * {@code management.server.port} of its own.
 *
 * <pre>
 *   /livez      200, or 503 when only a restart helps; an orchestrator restarts the process
 *   /readyz     200 while the process works: a worker receives messages, a scheduler runs its cycles, and RabbitMQ and
 *               Redis answer
 *   /health     both, with the reasons
 *   /metrics    metrics for Prometheus
 * </pre>
 *
 * <p>{@code management.server.port} and {@code management.server.address} say where it listens: on a loopback address,
 * or with {@code apium.management.token} on any. Spring Boot has neither a default of loopback nor a token, so this
 * package adds both. The two probes are open and report only up or down; every other path requires {@code
 * Authorization: Bearer TOKEN}, compared in constant time. {@link io.apium.net.BrowserCheck} rejects cross-site
 * requests of browsers, except for the probes.
 *
 * <p>An invalid setting, such as an address of the network without a token, prevents the start; the message names the key.
 */
@NullMarked
package io.apium.adapter.management;

import org.jspecify.annotations.NullMarked;
