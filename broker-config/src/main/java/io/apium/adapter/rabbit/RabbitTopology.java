package io.apium.adapter.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import io.apium.adapter.bound.RabbitBounds;
import io.apium.adapter.config.BrokerProperties;
import io.apium.adapter.config.QueueProperties;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.MessageRejectedException;
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
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * The queues that were declared, and those that could not be. Each is declared independently: a queue that RabbitMQ
 * rejects, or does not answer for, delays no other, and its failure is cached briefly, so that RabbitMQ is not asked
 * for each message.
 */
final class RabbitTopology {

    private static final Logger LOG = LoggerFactory.getLogger(RabbitTopology.class);
    private static final long FAILED_NANOS = Duration.ofMillis(300).toNanos();

    /** Each declaration, and each question whether a queue exists, has a channel meanwhile. */
    private static final int AT_ONCE = 16;

    private final Consumer<QueueName> declarer;
    private final RequestedQueues requested;
    private final Map<QueueName, Boolean> declared = new ConcurrentHashMap<>();
    private final Map<QueueName, CompletableFuture<Void>> underway = new ConcurrentHashMap<>();
    private final Map<QueueName, Failure> failures = new ConcurrentHashMap<>();
    private final Semaphore permits = new Semaphore(AT_ONCE);

    private record Failure(RuntimeException thrown, long nanos) {}

    /** @param use records queues that messages are published to */
    static RabbitTopology of(
            ConnectionFactory connections, BrokerProperties properties, QueueProperties queues, QueueUse use) {
        QueueDeclarer declarer = new QueueDeclarer(connections, properties);
        return new RabbitTopology(
                declarer::declare, new RequestedQueues(queues, declarer::exists, use, System::nanoTime));
    }

    /** @param declarer declares a queue, or throws */
    RabbitTopology(Consumer<QueueName> declarer) {
        this(declarer, new RequestedQueues(QueueProperties.USUAL, _ -> true, QueueUse.NONE, System::nanoTime));
    }

    /** @param requested decides whether a queue may be declared for a message */
    RabbitTopology(Consumer<QueueName> declarer, RequestedQueues requested) {
        this.declarer = declarer;
        this.requested = requested;
    }

    /**
     * Declares the queue, if it does not exist; concurrent calls share one request.
     *
     * @throws MessageRejectedException when the broker rejects this queue
     * @throws BrokerUnavailableException when the broker is unavailable, or cannot declare this queue at the moment
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

    /**
     * Declares the queue for a message.
     *
     * @throws MessageRejectedException also when it does not exist, and this process has declared too many
     * @throws BrokerUnavailableException as {@link #declare} does
     */
    void declareForMessage(QueueName queue) {
        if (!requested.isKnown(queue)) {
            admit(queue);
        }
        declare(queue);
    }

    /** Each question has a channel meanwhile, as each declaration has. */
    private void admit(QueueName queue) {
        permits.acquireUninterruptibly();
        try {
            if (!requested.isKnown(queue)) {
                // it may have been deleted since
                forget(queue);
                requested.admit(queue);
            }
        } catch (AmqpException failed) {
            throw failure(queue, failed, signal(failed));
        } finally {
            permits.release();
        }
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

    /**
     * A channel that RabbitMQ closed over a queue is the failure of this queue; a missing queue is not, since it is
     * declared again.
     */
    private static RuntimeException failure(
            QueueName queue, Throwable thrown, @Nullable ShutdownSignalException closed) {
        if (closed != null
                && closed.getReason() instanceof AMQP.Channel.Close close
                && close.getReplyCode() != AMQP.NOT_FOUND) {
            return new MessageRejectedException(
                    "RabbitMQ rejects queue '" + queue + "': " + close.getReplyText(), thrown);
        }
        return new BrokerUnavailableException(
                "queue '" + queue + "' cannot be declared at the moment: " + RabbitConnections.reason(thrown), thrown);
    }

    /** The close of a channel or connection among the causes of {@code thrown}, or null. */
    static @Nullable ShutdownSignalException signal(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof ShutdownSignalException)) {
            cause = cause.getCause();
        }
        return (ShutdownSignalException) cause;
    }

    /** Whether a message may be published to the queue without a declaration. */
    boolean isReady(QueueName queue) {
        return isDeclared(queue) && requested.isKnown(queue);
    }

    boolean isDeclared(QueueName queue) {
        return declared.containsKey(queue);
    }

    /** The broker may have lost the declared queues: declare them again. */
    void forget() {
        declared.clear();
    }

    void forget(QueueName queue) {
        declared.remove(queue);
    }
}
