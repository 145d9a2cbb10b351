/**
 * The port to the message broker: RabbitMQ, through {@code broker-config}.
 *
 * <p>A publish is done when the broker has confirmed the message. A delivery is done when the consumer has acked it:
 * until then the broker keeps the message, and delivers it to another consumer when the connection of this one is lost.
 * So a message may be delivered twice and is never lost.
 *
 * <p>Both survive a broken connection: {@link io.apium.broker.Broker#consume} resumes by itself when the broker is
 * back; {@link io.apium.broker.Broker#publish} fails with {@link io.apium.broker.BrokerUnavailableException} and leaves
 * the retry to the caller, since only the caller knows whether it is allowed.
 */
@NullMarked
package io.apium.broker;

import org.jspecify.annotations.NullMarked;
