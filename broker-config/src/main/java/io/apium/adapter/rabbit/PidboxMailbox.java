package io.apium.adapter.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.apium.adapter.celery.ControlMessage;
import io.apium.adapter.celery.ControlMessage.Answer;
import io.apium.adapter.celery.MessageReader;
import io.apium.adapter.celery.MessageWriter.Written;
import io.apium.adapter.rabbit.frame.FieldSize;
import io.apium.adapter.rabbit.frame.OutgoingHeader;
import io.apium.bound.PlainText;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.RemoteControl.ControlCommand;
import io.apium.task.TaskError;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mailbox of one node, opened again whenever it was lost. Orders are carried out one after another, as they came. An
 * answer that does not get through is not sent again: whoever asked has stopped waiting.
 */
final class PidboxMailbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PidboxMailbox.class);
    private static final String EXCHANGE = "celery.pidbox";

    /** Orders for a node that is away are kept as long as Celery's workers would find them. */
    private static final Map<String, Object> ARGUMENTS = Map.of("x-expires", 10_000, "x-message-ttl", 300_000);

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final RabbitConnections connections;
    private final String name;
    private final Function<ControlCommand, @Nullable Object> node;
    private final AtomicLong clock = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread keeper;
    private final ReopenPause pause = new ReopenPause();
    private boolean told;

    /** What the keeper waits for. */
    private volatile CountDownLatch current = new CountDownLatch(0);

    /** Celery's mailboxes belong to nobody, which the newest brokers refuse: what was refused is tried the other way. */
    private boolean exclusive;

    PidboxMailbox(RabbitConnections connections, String name, Function<ControlCommand, @Nullable Object> node) {
        this.connections = connections;
        this.name = name;
        this.node = node;
        this.keeper = connections.vital().start(Thread.ofVirtual().name("mailbox of " + name), this::keep);
    }

    private void keep() {
        try {
            while (closed.getCount() > 0) {
                Duration wait = kept();
                if (wait.isPositive()) {
                    boolean _ = closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** One channel, from opening to loss; returns how long to wait before the next one. */
    private Duration kept() throws InterruptedException {
        try {
            CountDownLatch lost = new CountDownLatch(1);
            current = lost;
            Channel channel = open(lost);
            long opened = System.nanoTime();
            LOG.info("{} listens for orders", name);
            if (closed.getCount() > 0) {
                lost.await();
            }
            close(channel);
            Duration wait = pause.afterLoss(Duration.ofNanos(System.nanoTime() - opened));
            told = wait.isPositive();
            return wait;
        } catch (BrokerUnavailableException | IOException | ShutdownSignalException away) {
            if (!told) {
                LOG.warn(
                        "{} gets no orders until the broker gives it a mailbox: {}",
                        name,
                        RabbitConnections.reason(away));
                told = true;
            }
            return pause.afterFailure();
        } catch (RuntimeException | Error unforeseen) {
            LOG.error("mailbox failed; opening it again: node={}", name, unforeseen);
            return pause.afterFailure();
        }
    }

    /** @param lost counted down when the channel is of no use any more */
    private Channel open(CountDownLatch lost) throws IOException {
        Connection connection = connections.controlling();
        Channel channel = channel(connection);
        channel.addShutdownListener(_ -> lost.countDown());
        String queue = name + "." + EXCHANGE;
        channel.exchangeDeclare(EXCHANGE, "fanout", false, false, Map.of());
        try {
            channel.queueDeclare(queue, false, exclusive, true, ARGUMENTS);
        } catch (IOException refused) {
            exclusive = !exclusive;
            throw refused;
        }
        channel.queueBind(queue, EXCHANGE, "");
        channel.basicConsume(queue, true, new Receiver(channel, lost));
        return channel;
    }

    private static Channel channel(Connection connection) throws IOException {
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new BrokerUnavailableException(
                    "channel limit of this RabbitMQ connection reached (channel-max)", null);
        }
        return channel;
    }

    private final class Receiver extends DefaultConsumer {

        private final CountDownLatch lost;

        Receiver(Channel channel, CountDownLatch lost) {
            super(channel);
            this.lost = lost;
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
            received(properties, body);
        }

        /** The queue was deleted: make another. */
        @Override
        public void handleCancel(String tag) {
            lost.countDown();
        }
    }

    private void received(BasicProperties properties, byte[] body) {
        try {
            Map<String, Object> headers = properties.getHeaders();
            Object leftOut = headers == null ? null : headers.get(MessageReader.UNREADABLE);
            if (leftOut != null) {
                throw new IllegalArgumentException(leftOut.toString());
            }
            ControlMessage controlMessage = ControlMessage.read(properties, body);
            clock.accumulateAndGet(controlMessage.clock(), (ours, theirs) -> Math.max(ours, theirs) + 1);
            if (controlMessage.isFor(name)) {
                carryOut(controlMessage);
            }
        } catch (RuntimeException | StackOverflowError malformed) {
            // the client would close the channel, and orders that come meanwhile would be missed
            LOG.warn("{} was given an order that cannot be read: {}", name, RabbitConnections.reason(malformed));
        }
    }

    private void carryOut(ControlMessage controlMessage) {
        ControlCommand command = controlMessage.command();
        Object value;
        try {
            value = node.apply(command);
        } catch (RuntimeException | Error failed) {
            // an Error, too: on the client's thread it would end the mailbox, and the order is answered in any case
            LOG.warn("{} could not carry out {}: {}", name, shown(command), RabbitConnections.reason(failed));
            LOG.debug("the order that could not be carried out", failed);
            value = Map.of("error", TaskError.of(failed).summary());
        }
        Answer answer = controlMessage.answer();
        if (answer != null && value != null) {
            send(answer, written(answer, command, value));
        }
    }

    private static String shown(ControlCommand command) {
        return PlainText.shown(command.method());
    }

    private Written written(Answer answer, ControlCommand command, Object value) {
        long now = clock.incrementAndGet();
        try {
            return answer.written(name, value, now);
        } catch (RuntimeException | StackOverflowError unwritable) {
            LOG.warn(
                    "{} cannot write its answer to {}: {}", name, shown(command), RabbitConnections.reason(unwritable));
            return answer.written(name, Map.of("error", "the answer cannot be written as JSON"), now);
        }
    }

    /**
     * On a channel of its own, which is lost when the exchange is not what it should be. The client waits for ever to
     * close a channel on which it could not write a declaration, so names are checked before.
     */
    private void send(Answer answer, Written written) {
        try {
            long _ = FieldSize.shortString("the exchange of reply_to", answer.exchange())
                    + FieldSize.shortString("the routing key of reply_to", answer.routingKey())
                    + OutgoingHeader.bytes(written.properties());
        } catch (IllegalArgumentException unwritable) {
            LOG.warn("an answer of {} cannot be sent: {}", name, unwritable.getMessage());
            return;
        }
        try (Channel channel = channel(connections.controlling())) {
            channel.exchangeDeclare(answer.exchange(), "direct", false, false, Map.of());
            channel.basicPublish(answer.exchange(), answer.routingKey(), written.properties(), written.body());
        } catch (RuntimeException | IOException | TimeoutException lost) {
            LOG.warn("an answer of {} was lost: {}", name, RabbitConnections.reason(lost));
        }
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException | TimeoutException | ShutdownSignalException gone) {
            // its queue goes with it
            LOG.debug("the channel of a mailbox was gone already", gone);
        }
    }

    /** Takes no more orders; the one that is being carried out is finished. */
    @Override
    public void close() {
        connections.vital().release(keeper);
        closed.countDown();
        current.countDown();
        try {
            boolean _ = keeper.join(CLOSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
