package io.apium.worker.consume;

import io.apium.broker.Broker;
import io.apium.broker.Delivery;
import io.apium.task.QueueName;
import io.apium.worker.attempt.InFlight;
import io.apium.worker.bound.WorkerBounds;
import io.apium.worker.handler.MonotonicTime;
import io.apium.worker.pool.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes the queues of one pool, with as many unsettled messages as the {@link PrefetchController} wants, so that no
 * message waits here for a slot while another worker has a free one. Brokers differ in whether the prefetch of a
 * consumer can be changed, and all can cancel one: so there are several consumers, each a {@link ConsumerShare} of the
 * whole.
 *
 * <pre>
 *   the shares are together       because                                              then
 *   ────────────────────────────  ───────────────────────────────────────────────────  ───────────────────────────────────
 *   fewer than wanted             tasks are short, or a cancelled share has less left  one more is opened for the rest
 *   more than wanted              tasks are long                                       all are cancelled, and one is opened
 *   any number, and all wait      long tasks came where short ones were expected       the same, and waiting ones requeued
 * </pre>
 *
 * <p>With several queues each of them may deliver the full number, so that none keeps slots empty; the surplus is
 * requeued after half a second.
 */
public final class QueueConsumer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(QueueConsumer.class);
    private static final Duration TICK = Duration.ofMillis(100);

    /** A share is at least this part of what is wanted, so that there are fewer shares than slots. */
    private static final int PARTS_MAX = 32;

    private static final int SHARES_MAX = 500;
    private static final int QUEUES_MAX = WorkerBounds.CONSUMED_QUEUES.intMax();

    private final Broker broker;
    private final List<QueueName> queues;
    private final Consumer<Delivery> sink;
    private final InFlight inFlight;
    private final Pool pool;
    private final PrefetchController prefetch;
    private final ConsumerWatchdog watchdog = new ConsumerWatchdog();
    private final List<ConsumerShare> shares = new ArrayList<>();
    private final ScheduledThreadPoolExecutor ticks = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("apium-consumer").factory());
    private @Nullable Future<?> ticking;
    private int fixed;
    private boolean cancelled;

    public QueueConsumer(
            Broker broker,
            List<QueueName> queues,
            Consumer<Delivery> sink,
            InFlight inFlight,
            Pool pool,
            PrefetchController prefetch) {
        this.broker = broker;
        this.queues = new ArrayList<>(queues);
        this.sink = sink;
        this.inFlight = inFlight;
        this.pool = pool;
        this.prefetch = prefetch;
    }

    /** Consumes what the slots can run, and more while tasks are short. */
    public void start() {
        start(0);
    }

    /**
     * @param prefetchFixed a fixed number of unsettled messages over all queues, or 0 for the {@link
     * PrefetchController}'s
     */
    public synchronized void start(int prefetchFixed) {
        fixed = prefetchFixed;
        settle();
        ticking = ticks.scheduleWithFixedDelay(this::tick, TICK.toNanos(), TICK.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void tick() {
        try {
            look();
        } catch (RuntimeException | Error e) {
            // an exception would end all later ticks
            log.warn("prefetch not adjusted; the next tick follows pause={}", TICK, e);
        }
    }

    /** Called after each 100 ms. */
    synchronized void look() {
        boolean waiting = pool.busy() >= pool.slots() && inFlight.anyWaits();
        if (fixed == 0 && prefetch.look(pool.ended(), waiting)) {
            startOver();
        }
        settle();
        boolean idle = pool.busy() < pool.slots() && inFlight.anyWaits();
        watchdog.look(shares.stream().allMatch(ConsumerShare::isAttached), idle, pool.ended(), MonotonicTime.now());
    }

    /** The names of the queues that deliver no messages now, with the reason. */
    public synchronized Map<String, String> unattached() {
        Map<String, String> unattached = new TreeMap<>();
        for (ConsumerShare share : shares) {
            share.unattached().forEach((queue, reason) -> unattached.put(queue.name(), reason));
        }
        return unattached;
    }

    /** Whether its ticks go on, as they do until it is cancelled. */
    public synchronized boolean isAlive() {
        return cancelled || ticking == null || !ticking.isDone();
    }

    /** Whether it works. */
    public ConsumerWatchdog watchdog() {
        return watchdog;
    }

    /** Opens new consumers in place of all, and requeues waiting messages. */
    private void startOver() {
        if (!cancelled) {
            shares.forEach(ConsumerShare::cancel);
            inFlight.requeueWaiting();
        }
    }

    /** The pool has this many slots from now on. A fixed prefetch stays. */
    public synchronized void resize(int slots) {
        prefetch.resize(slots);
        settle();
    }

    public synchronized List<QueueName> queues() {
        return queues.stream().sorted(Comparator.comparing(QueueName::name)).toList();
    }

    /** @throws IllegalArgumentException when the pool consumes the maximum of queues already */
    public synchronized void add(QueueName queue) {
        if (queues.contains(queue)) {
            return;
        }
        if (queues.size() >= QUEUES_MAX) {
            throw new IllegalArgumentException(
                    "a pool must consume at most " + QUEUES_MAX + " queues, and this one consumes as many");
        }
        queues.add(queue);
        startOver();
        settle();
    }

    /** @return whether it consumed the queue until now; waiting messages are requeued */
    public synchronized boolean remove(QueueName queue) {
        boolean was = queues.remove(queue);
        if (was) {
            startOver();
            settle();
        }
        return was;
    }

    private void settle() {
        if (cancelled) {
            return;
        }
        shares.removeIf(ConsumerShare::closeIfDone);
        int wanted = queues.isEmpty() ? 0 : wanted();
        if (sharesInAll() > wanted) {
            shares.forEach(ConsumerShare::cancel);
        }
        int missing = wanted - sharesInAll();
        if (missing >= Math.max(1, wanted / PARTS_MAX) && shares.size() < SHARES_MAX) {
            int most = fixed == 0 ? missing * queues.size() : missing;
            shares.add(new ConsumerShare(broker, queues, missing, most, sink));
            // the first consumer at the broker gets the first message, so each queue is first in turn
            Collections.rotate(queues, 1);
        }
    }

    /** The number of unsettled messages that it wants now. */
    public synchronized int wanted() {
        return fixed == 0 ? prefetch.wanted() : fixed;
    }

    private int sharesInAll() {
        return shares.stream().mapToInt(ConsumerShare::share).sum();
    }

    /** Consumes no more messages; unsettled ones may still be settled. */
    public synchronized void cancel() {
        cancelled = true;
        ticks.shutdownNow();
        shares.forEach(ConsumerShare::cancel);
    }

    /** Cancels, and requeues what is not settled. */
    @Override
    public synchronized void close() {
        cancel();
        shares.forEach(ConsumerShare::close);
    }
}
