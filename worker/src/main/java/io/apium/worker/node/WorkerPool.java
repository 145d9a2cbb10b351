package io.apium.worker.node;

import io.apium.store.Revocation;
import io.apium.task.QueueName;
import io.apium.worker.ProvidedPool;
import io.apium.worker.attempt.Attempt;
import io.apium.worker.attempt.PoolAttempts;
import io.apium.worker.child.ChildPool;
import io.apium.worker.config.PoolConfig;
import io.apium.worker.consume.QueueConsumer;
import io.apium.worker.pool.Pool;
import io.apium.worker.pool.PoolAutoscaler;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One running pool of a worker: the queues that it consumes, the slots that run their tasks, and the attempts in them. */
public final class WorkerPool implements AutoCloseable {

    private final PoolConfig plan;
    private final Pool pool;
    private final @Nullable ChildPool children;
    private final PoolAttempts attempts;
    private final QueueConsumer consumer;
    private final @Nullable PoolAutoscaler autoscaler;
    private final @Nullable AutoscalerLoop scaling;

    /** @param children the child processes that its tasks run in, or null where they run in this process */
    WorkerPool(
            PoolConfig plan, Pool pool, @Nullable ChildPool children, PoolAttempts attempts, QueueConsumer consumer) {
        this.plan = plan;
        this.pool = pool;
        this.children = children;
        this.attempts = attempts;
        this.consumer = consumer;
        this.autoscaler = plan.slotsMin() == null ? null : new PoolAutoscaler(plan.slotsMin(), plan.slots());
        this.scaling = autoscaler == null ? null : new AutoscalerLoop(autoscaler, this);
    }

    void start() {
        if (plan.prefetch() == null) {
            consumer.start();
        } else {
            consumer.start(plan.prefetch());
        }
        if (scaling != null) {
            scaling.start();
        }
    }

    /**
     * As many slots from now on. Of those that are too many, busy ones go when their attempts end.
     *
     * @throws IllegalArgumentException when that cannot be
     */
    public synchronized void resize(int slots) {
        if (slots < 1 || slots > ProvidedPool.SLOTS_MAX) {
            throw new IllegalArgumentException(
                    "a pool has 1 to " + ProvidedPool.SLOTS_MAX + " slots, got: " + slots + " for pool " + name());
        }
        pool.resize(slots);
        if (children != null) {
            children.resize(slots);
        }
        consumer.resize(slots);
    }

    /** What chooses the number of slots by their load, or empty where it stays. */
    public Optional<PoolAutoscaler> autoscale() {
        return Optional.ofNullable(autoscaler);
    }

    /** The attempts that run, wait for a slot, or are being settled. */
    public Collection<Attempt> attempts() {
        return attempts.inFlight().all();
    }

    public QueueConsumer consumer() {
        return consumer;
    }

    @Override
    public String toString() {
        String slotsMin = plan.slotsMin() == null ? "" : plan.slotsMin() + "-";
        return "pool=" + plan.name() + " slots=" + slotsMin + plan.slots() + " queues="
                + plan.queues().stream().map(QueueName::name).collect(Collectors.joining(","));
    }

    public String name() {
        return plan.name();
    }

    public String kind() {
        return plan.kind().name().toLowerCase(Locale.ROOT);
    }

    public Pool pool() {
        return pool;
    }

    /** The child processes that are there, where the pool has any. */
    public Optional<ChildPool> children() {
        return Optional.ofNullable(children);
    }

    /** Whether it can run anything: it has slots that are not stuck, and children if it needs them. */
    public boolean isFit() {
        return pool.stuck() < pool.slots() && (children == null || children.alive() > 0);
    }

    /** The names of its threads that have stopped looking after it though it was not told to end. */
    List<String> deadThreads() {
        boolean scales = scaling == null || scaling.isAlive();
        return Stream.of(consumer.isAlive() ? "" : "apium-consumer", scales ? "" : "apium-autoscale")
                .filter(name -> !name.isEmpty())
                .toList();
    }

    void revoke(Revocation revocation) {
        attempts.revoke(revocation);
    }

    /** Consumes no more messages and requeues those that have not started. Done when the running attempts have ended. */
    CompletableFuture<Void> drain() {
        if (scaling != null) {
            scaling.close();
        }
        consumer.cancel();
        return attempts.drain();
    }

    /**
     * Interrupts what still runs, and requeues it.
     *
     * @return the number of attempts
     */
    int abandon() {
        return attempts.abandon();
    }

    /** Ends the slots and the child processes; messages that are not settled are requeued. */
    @Override
    public void close() {
        pool.close();
        if (children != null) {
            children.close();
        }
        attempts.close();
        consumer.close();
    }
}
