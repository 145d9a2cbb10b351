/**
 * What a process without an API of its own, a worker or a scheduler, tells of itself over HTTP, where it is told to.
 *
 * <pre>
 *   /livez      200 while the process can go on; what is 503 for a while is ended and started anew by an orchestrator
 *   /readyz     200 while it does its work: a worker takes messages, a scheduler takes turns, and both reach their servers
 *   /health     both, and why
 *   /metrics    for Prometheus
 * </pre>
 *
 * <p>{@code apium.status.port} says where, {@code apium.status.address} on which interface: the loopback address, or with
 * {@code apium.status.token} any. The two probes are open to whoever reaches them, and say nothing but up or down; all else
 * wants the token, where there is one, as {@code Authorization: Bearer ...}, compared in constant time.
 * What a page of another site has a browser send is refused, as {@link io.apium.net.BrowserCheck} says, but for the probes.
 *
 * <p>What cannot be, such as an address of the network without a token, keeps the process from starting, with the key in
 * the message.
 */
@NullMarked
package io.apium.adapter.management;

import org.jspecify.annotations.NullMarked;
