/**
 * The broker port on RabbitMQ.
 *
 * <p>Spring AMQP makes the connections and declares the topology; the road of a task runs on channels of the RabbitMQ
 * client, since the queue's own path is ours to make fast. One connection publishes and another consumes, so that a
 * broker that blocks publishers (memory or disk alarm) still takes acks. A third is for remote control alone.
 *
 * <pre>
 *   exchange  celery   direct, durable     queue  celery   durable        as Celery declares them
 *   exchange  q        direct, durable     queue  q        durable        for any other queue q, made when first used
 *   exchange  celery.pidbox        fanout  queue  <node>.celery.pidbox    remote control; neither outlives the broker
 *   exchange  reply.celery.pidbox  direct  a queue of each client's       the answers
 * </pre>
 *
 * <p>{@link io.apium.adapter.rabbit.RabbitPublisher}: every publish is persistent, mandatory and confirmed. What is
 * returned as unroutable has lost its queue: the queue is declared again with the next publish, and this one fails.
 * {@link io.apium.adapter.rabbit.RecoveringSubscription}: a consumer that goes on over lost connections, with a watchdog
 * ({@link io.apium.adapter.rabbit.RecoveringConsumer}) for one that went deaf while its connection looks alive. {@link
 * io.apium.adapter.rabbit.AckBatcher}: acks that have gathered are joined into one. {@link
 * io.apium.adapter.rabbit.RedeliveryCountReset}: a message that comes back often is sent anew before a quorum queue drops it.
 * {@link io.apium.adapter.rabbit.PidboxMailbox}: the orders for one node, one after another, and what it answers.
 *
 * <p>One message, or one queue, never fails another:
 *
 * <pre>
 *   what is odd                                          what happens to it                          where
 *   ───────────────────────────────────────────────────  ──────────────────────────────────────────  ─────────────────
 *   an incoming header that the client cannot read       the message is Unreadable, others are kept  ReadableFrames
 *   an incoming body over max-message-size              the same, without its body                  ReadableFrames
 *   whatever is thrown over a delivery                   Unreadable, or given back after a second    DeliveryHandler
 *   a header or property that the client cannot write    MessageRejectedException, nothing is sent   OutgoingHeader
 *   whatever the client throws over a publish            the same; the channel is retired            Confirms
 *   a body over RabbitMQ's max_message_size              the same, from the second one on            ServerSizeLimit
 *   a queue that RabbitMQ refuses to declare             MessageRejectedException for that queue     Topology
 *   a queue that RabbitMQ refuses to consume, or ends    a channel of its own, tried every 2 s       ConsumerKeeper
 *   a queue that is full                                 BrokerUnavailableException that says so              Confirms
 * </pre>
 */
@NullMarked
package io.apium.adapter.rabbit;

import org.jspecify.annotations.NullMarked;
