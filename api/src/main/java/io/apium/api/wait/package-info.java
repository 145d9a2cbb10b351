/**
 * The longest time that a request waits.
 *
 * <pre>
 *   event                                    class               limit
 *   RabbitMQ or Redis completes a command    StoreTimeout        1.5 s, then 503
 *   a task or flow ends                      CompletionWaiter    the wait of the request, 1 s to 60 s
 * </pre>
 *
 * <p>A request waits on a virtual thread. Redis announces each change of a record, and the request then reads the
 * record; it does not poll. Once a second it checks that Redis is reachable, because an announcement may be lost during
 * an outage; if it is not, the request returns 503. When the server shuts down, every wait ends at once and returns the
 * current state.
 */
@NullMarked
package io.apium.api.wait;

import org.jspecify.annotations.NullMarked;
