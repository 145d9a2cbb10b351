/**
 * Server-sent events, with one loop for tasks and flows: the server sends the events that the client has not seen, waits for
 * a change, and sends an empty comment after 15 seconds without an event. A client that is disconnected reconnects after two
 * seconds with the id of its last event in {@code Last-Event-ID}.
 *
 * <pre>
 *   the last event is sent                    the server completes the response
 *   the client has seen the last event        204: the client does not reconnect
 *   one hour has passed, or the server stops  the server completes the response; the client reconnects
 *   RabbitMQ or Redis is unavailable          the same; the reconnect gets the problem as its response
 * </pre>
 */
@NullMarked
package io.apium.api.sse;

import org.jspecify.annotations.NullMarked;
