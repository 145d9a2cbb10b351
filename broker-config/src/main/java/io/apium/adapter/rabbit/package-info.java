/**
 * The broker port on RabbitMQ.
 *
 * <p>Spring AMQP opens the connections and declares the topology. Messages use channels of the RabbitMQ client
 * directly, for speed. One connection publishes and another consumes, so that a broker that blocks publishers (memory
 * or disk alarm) still receives acks. A third is only for remote control.
 *
 * <pre>
 *   exchange  celery   direct, durable     queue  celery   durable        as Celery declares them
 *   exchange  q        direct, durable     queue  q        durable        for any other queue q, declared at its first use
 *   exchange  celery.pidbox        fanout  queue  <node>.celery.pidbox    remote control; not durable
 *   exchange  reply.celery.pidbox  direct  a queue of each client         the replies
 * </pre>
 *
 * <p>{@link io.apium.adapter.rabbit.RabbitPublisher}: every publish is persistent, mandatory and confirmed. A message
 * that is returned as unroutable fails, and the next publish declares its queue again. {@link
 * io.apium.adapter.rabbit.RecoveringSubscription}: a consumer that survives lost connections, with a watchdog ({@link
 * io.apium.adapter.rabbit.RecoveringConsumer}) for one that is deaf while its connection looks alive. {@link
 * io.apium.adapter.rabbit.AckBatcher}: acks joined into one. {@link io.apium.adapter.rabbit.RedeliveryCountReset}: a
 * message that was redelivered often is published again before a quorum queue drops it. {@link
 * io.apium.adapter.rabbit.PidboxMailbox}: the commands for one node, one after another, and their replies. {@link
 * io.apium.adapter.rabbit.ReconnectLoop} reopens the channels of the last two kinds.
 *
 * <p>A failure of one message or queue does not affect another:
 *
 * <pre>
 *   cause                                                effect                                      where
 *   ───────────────────────────────────────────────────  ──────────────────────────────────────────  ──────────────────
 *   an incoming header that the client cannot read       the message is Unreadable                   ReadableFrames
 *   an incoming body over max-message-size               the same, without its body                  ReadableFrames
 *   an exception while a delivery is handled             Unreadable, or requeued after a second      DeliveryHandler
 *   a header or property that the client cannot write    MessageRejectedException, nothing is sent   OutgoingHeader
 *   an exception of the client in a publish              the same; the channel is retired            ConfirmChannel
 *   a body over RabbitMQ's max_message_size              the same, from the second one on            ServerSizeLimit
 *   a queue that RabbitMQ refuses to declare             MessageRejectedException for that queue     RabbitTopology
 *   a queue that cannot be consumed                      a channel of its own, retried every 2 s     RecoveringConsumer
 *   a queue that is full                                 BrokerUnavailableException with the reason  ConfirmChannel
 * </pre>
 */
@NullMarked
package io.apium.adapter.rabbit;

import org.jspecify.annotations.NullMarked;
