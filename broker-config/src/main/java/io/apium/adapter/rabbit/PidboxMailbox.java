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
import io.apium.broker.RemoteControl.ControlCommand;
import io.apium.task.TaskError;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pidbox queue of one node, which a {@link ReconnectLoop} opens again when its channel is lost. Commands run one after
 * another, in the order of their arrival. A reply that cannot be sent is dropped: its client has stopped waiting.
 */
final class PidboxMailbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PidboxMailbox.class);
    private static final String EXCHANGE = "celery.pidbox";

    /** Celery's arguments of a pidbox queue, in milliseconds: a node that is away for 10 s finds no old commands. */
    private static final Map<String, Object> ARGUMENTS = Map.of("x-expires", 10_000, "x-message-ttl", 300_000);

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final RabbitConnections connections;
    private final String name;
    private final Function<ControlCommand, @Nullable Object> node;
    private final AtomicLong clock = new AtomicLong();
    private final ReconnectLoop loop;

    /** Counted down when the channel that is open now is lost. */
    private volatile CountDownLatch channelLost = new CountDownLatch(0);

    /** Celery's mailbox queues are not exclusive, which RabbitMQ 4 may refuse: a refused queue is declared the other way. */
    private boolean exclusive;

    PidboxMailbox(RabbitConnections connections, String name, Function<ControlCommand, @Nullable Object> node) {
        this.connections = connections;
        this.name = name;
        this.node = node;
        this.loop = new ReconnectLoop(connections.vital(), () -> "remote control of " + name, this::listen);
        loop.start("mailbox of " + name);
    }

    /** Receives commands on one channel, from opening to loss. */
    private Duration listen() throws IOException, InterruptedException {
        CountDownLatch current = new CountDownLatch(1);
        channelLost = current;
        Channel channel = open(current);
        long openedNanos = System.nanoTime();
        LOG.info("remote control ready: node={}", name);
        if (!loop.isStopped()) {
            current.await();
        }
        close(channel);
        return Duration.ofNanos(System.nanoTime() - openedNanos);
    }

    /** @param lost counted down when the channel is closed or its consumer ended */
    private Channel open(CountDownLatch lost) throws IOException {
        Connection connection = connections.controlling();
        Channel channel = RabbitConnections.channel(connection);
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

        /** The queue was deleted: it is declared again. */
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
                run(controlMessage);
            }
        } catch (RuntimeException | StackOverflowError malformed) {
            // a thrown exception would make the client close the channel, and the next commands would be missed
            LOG.warn("unreadable control command: node={} reason={}", name, RabbitConnections.reason(malformed));
        }
    }

    private void run(ControlMessage controlMessage) {
        ControlCommand command = controlMessage.command();
        Object value;
        try {
            value = node.apply(command);
        } catch (RuntimeException | Error failed) {
            // an Error, too: on the client's thread it would end the mailbox, and the client gets a reply in any case
            LOG.warn(
                    "control command failed: node={} command={} reason={}",
                    name,
                    shown(command),
                    RabbitConnections.reason(failed));
            LOG.debug("stack trace of the failed control command", failed);
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
                    "reply cannot be written as JSON: node={} command={} reason={}",
                    name,
                    shown(command),
                    RabbitConnections.reason(unwritable));
            return answer.written(name, Map.of("error", "the reply cannot be written as JSON"), now);
        }
    }

    /**
     * Publishes on a channel of its own, which RabbitMQ closes when the exchange has another type. The client waits for
     * ever to close a channel on which it could not write a declaration, so the names are checked before.
     */
    private void send(Answer answer, Written written) {
        try {
            long _ = FieldSize.shortString("the exchange of reply_to", answer.exchange())
                    + FieldSize.shortString("the routing key of reply_to", answer.routingKey())
                    + OutgoingHeader.bytes(written.properties());
        } catch (IllegalArgumentException unwritable) {
            LOG.warn("reply cannot be sent: node={} reason={}", name, unwritable.getMessage());
            return;
        }
        try (Channel channel = RabbitConnections.channel(connections.controlling())) {
            channel.exchangeDeclare(answer.exchange(), "direct", false, false, Map.of());
            channel.basicPublish(answer.exchange(), answer.routingKey(), written.properties(), written.body());
        } catch (RuntimeException | IOException | TimeoutException lost) {
            LOG.warn("reply lost: node={} reason={}", name, RabbitConnections.reason(lost));
        }
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException | TimeoutException | ShutdownSignalException gone) {
            // the auto-delete queue is deleted with it
            LOG.debug("the channel of a mailbox was closed already", gone);
        }
    }

    /** Receives no more commands; the one that is running is finished. */
    @Override
    public void close() {
        loop.stop();
        channelLost.countDown();
        try {
            loop.join(CLOSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
