package io.apium.brokerconfig.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import io.apium.broker.BrokerUnavailable;
import io.apium.broker.MessageRejectedException;
import io.apium.brokerconfig.BrokerProperties;
import io.apium.task.QueueName;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * The queues that were declared, and those that could not be. Each is declared by itself: one that RabbitMQ refuses, or does
 * not answer for, holds up no other, and is remembered for a moment, so that RabbitMQ is not asked for each message.
 */
final class Topology {

    private static final Logger LOG = LoggerFactory.getLogger(Topology.class);
    private static final long FAILED_NANOS = Duration.ofMillis(300).toNanos();

    /** Each takes a channel meanwhile. */
    private static final int AT_ONCE = 16;

    private final Consumer<QueueName> declarer;
    private final Map<QueueName, Boolean> declared = new ConcurrentHashMap<>();
    private final Map<QueueName, CompletableFuture<Void>> underway = new ConcurrentHashMap<>();
    private final Map<QueueName, Failure> failures = new ConcurrentHashMap<>();
    private final Semaphore permits = new Semaphore(AT_ONCE);

    private record Failure(RuntimeException thrown, long nanos) {}

    Topology(ConnectionFactory connections, BrokerProperties properties) {
        this(new QueueDeclarer(connections, properties)::declare);
    }

    /** @param declarer makes sure that a queue is there, or throws */
    Topology(Consumer<QueueName> declarer) {
        this.declarer = declarer;
    }

    /**
     * Makes sure that the queue is there; asks the broker once, however many ask here.
     *
     * @throws MessageRejectedException when the broker refuses this queue
     * @throws BrokerUnavailable when the broker is away, or cannot declare this queue at the moment
     */
    void declare(QueueName queue) {
        if (isDeclared(queue)) {
            return;
        }
        Failure last = failures.get(queue);
        if (last != null && System.nanoTime() - last.nanos() < FAILED_NANOS) {
            throw last.thrown();
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> others = underway.putIfAbsent(queue, mine);
        if (others == null) {
            ask(queue, mine);
        }
        join(others == null ? mine : others);
    }

    private void ask(QueueName queue, CompletableFuture<Void> answer) {
        permits.acquireUninterruptibly();
        try {
            declarer.accept(queue);
            remember(declared, queue, true);
            failures.remove(queue);
            answer.complete(null);
        } catch (RuntimeException | Error thrown) {
            answer.completeExceptionally(failed(queue, thrown));
        } finally {
            permits.release();
            underway.remove(queue, answer);
        }
    }

    private RuntimeException failed(QueueName queue, Throwable thrown) {
        ShutdownSignalException closed = signal(thrown);
        RuntimeException failure = failure(queue, thrown, closed);
        boolean away = closed == null ? thrown instanceof AmqpConnectException : closed.isHardError();
        if (!away) {
            if (!failures.containsKey(queue)) {
                LOG.warn("queue cannot be declared: queue={} reason={}", queue, failure.getMessage());
            }
            remember(failures, queue, new Failure(failure, System.nanoTime()));
        }
        return failure;
    }

    private static void join(CompletableFuture<Void> answer) {
        try {
            answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private static <T> void remember(Map<QueueName, T> map, QueueName queue, T value) {
        if (!RabbitBounds.DECLARED_QUEUES.allows(map.size() + 1L)) {
            map.keySet().stream().findAny().ifPresent(map::remove);
        }
        map.put(queue, value);
    }

    /** A channel that RabbitMQ closed over a queue is the queue's failure; that it cannot be found, mends itself. */
    private static RuntimeException failure(
            QueueName queue, Throwable thrown, @Nullable ShutdownSignalException closed) {
        if (closed != null
                && closed.getReason() instanceof AMQP.Channel.Close close
                && close.getReplyCode() != AMQP.NOT_FOUND) {
            return new MessageRejectedException(
                    "RabbitMQ refuses queue '" + queue + "': " + close.getReplyText(), thrown);
        }
        return new BrokerUnavailable(
                "queue '" + queue + "' cannot be declared at the moment: " + Connections.reason(thrown), thrown);
    }

    private static @Nullable ShutdownSignalException signal(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof ShutdownSignalException)) {
            cause = cause.getCause();
        }
        return (ShutdownSignalException) cause;
    }

    boolean isDeclared(QueueName queue) {
        return declared.containsKey(queue);
    }

    /** The broker may have lost what was declared: ask it again. */
    void forget() {
        declared.clear();
    }

    void forget(QueueName queue) {
        declared.remove(queue);
    }
}
