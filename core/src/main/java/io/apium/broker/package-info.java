/**
 * The port to whatever carries messages: RabbitMQ, through {@code broker-config}.
 *
 * <p>Publishing is done when the broker has said that it holds the message. Consuming is done when the consumer has said
 * that it owes nothing more for the message: until then the broker keeps it, and gives it to another consumer when this
 * one's connection is gone. So a message may be delivered twice and is never lost.
 *
 * <p>Both outlive a broken connection: {@link io.apium.broker.Broker#consume} goes on by itself when the broker is back;
 * {@link io.apium.broker.Broker#publish} fails with {@link io.apium.broker.BrokerUnavailableException} and leaves it to the
 * caller to try again, since only the caller knows whether it may.
 */
@NullMarked
package io.apium.broker;

import org.jspecify.annotations.NullMarked;
