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
 * Takes messages from the queues, as many as the {@link PrefetchController} wants, so that no message waits here for a slot while
 * another worker has one. Brokers differ in whether the prefetch of a consumer can be changed, and agree in that one can be
 * cancelled: so there are several, each with a part of the whole, in {@link ConsumerShare}s.
 *
 * <pre>
 *   the lanes' shares are      because                                             then
 *   ─────────────────────────  ──────────────────────────────────────────────────  ─────────────────────────────────
 *   fewer than wanted          tasks are short; or a cancelled lane has less       one more lane, for what is missing
 *   more than wanted           tasks are long                                      all are cancelled, and one is opened
 *   anything, and all waits    long tasks came where short ones were expected      the same, and what waits goes back
 * </pre>
 *
 * <p>With several queues each of them may give as many, so that none of them keeps slots empty; what is too much goes back
 * after half a second.
 */
public final class QueueConsumer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(QueueConsumer.class);
    private static final Duration TICK = Duration.ofMillis(100);

    /** A lane is opened for at least so small a part of what is wanted, so that there are not as many lanes as slots. */
    private static final int PARTS_MAX = 32;

    private static final int LANES_MAX = 500;
    private static final int QUEUES_MAX = WorkerBounds.CONSUMED_QUEUES.intMax();

    private final Broker broker;
    private final List<QueueName> queues;
    private final Consumer<Delivery> sink;
    private final InFlight inFlight;
    private final Pool pool;
    private final PrefetchController appetite;
    private final ConsumerWatchdog watchdog = new ConsumerWatchdog();
    private final List<ConsumerShare> lanes = new ArrayList<>();
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
            PrefetchController appetite) {
        this.broker = broker;
        this.queues = new ArrayList<>(queues);
        this.sink = sink;
        this.inFlight = inFlight;
        this.pool = pool;
        this.appetite = appetite;
    }

    /** Takes what its slots can run, and more while they prove quick. */
    public void start() {
        start(0);
    }

    /** @param prefetch how many it takes, over all queues, for ever; 0 for what its slots can run */
    public synchronized void start(int prefetch) {
        fixed = prefetch;
        settle();
        ticking = ticks.scheduleWithFixedDelay(this::tick, TICK.toNanos(), TICK.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void tick() {
        try {
            look();
        } catch (RuntimeException | Error e) {
            // whatever ends a run would end all later ones
            log.warn("the worker goes on taking as many messages as before, and looks again in a moment", e);
        }
    }

    /** A tenth of a second is over. */
    synchronized void look() {
        boolean waiting = pool.busy() >= pool.slots() && inFlight.anyWaits();
        if (fixed == 0 && appetite.look(pool.ended(), waiting)) {
            startOver();
        }
        settle();
        boolean idle = pool.busy() < pool.slots() && inFlight.anyWaits();
        watchdog.look(lanes.stream().allMatch(ConsumerShare::isAttached), idle, pool.ended(), MonotonicTime.now());
    }

    /** The names of the queues that no message comes from at this moment, with the reason. */
    public synchronized Map<String, String> unattached() {
        Map<String, String> unattached = new TreeMap<>();
        for (ConsumerShare share : lanes) {
            share.unattached().forEach((queue, reason) -> unattached.put(queue.name(), reason));
        }
        return unattached;
    }

    /** Whether its lanes are looked after, as they are until it is cancelled. */
    public synchronized boolean isAlive() {
        return cancelled || ticking == null || !ticking.isDone();
    }

    /** Whether it does its work. */
    public ConsumerWatchdog pulse() {
        return watchdog;
    }

    /** What it may take, it takes anew; what waits goes back. */
    private void startOver() {
        if (!cancelled) {
            lanes.forEach(ConsumerShare::cancel);
            inFlight.giveBackWaiting();
        }
    }

    /** The pool has as many slots from now on. A number that was given stays. */
    public synchronized void resize(int slots) {
        appetite.resize(slots);
        settle();
    }

    public synchronized List<QueueName> queues() {
        return queues.stream().sorted(Comparator.comparing(QueueName::name)).toList();
    }

    /** @throws IllegalArgumentException when there are as many already as there may be */
    public synchronized void add(QueueName queue) {
        if (queues.contains(queue)) {
            return;
        }
        if (queues.size() >= QUEUES_MAX) {
            throw new IllegalArgumentException("a pool takes from up to " + QUEUES_MAX + " queues");
        }
        queues.add(queue);
        startOver();
        settle();
    }

    /** @return whether it took from there until now; what waits goes back */
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
        lanes.removeIf(ConsumerShare::closeIfDone);
        int wanted = queues.isEmpty() ? 0 : wanted();
        if (shares() > wanted) {
            lanes.forEach(ConsumerShare::cancel);
        }
        int missing = wanted - shares();
        if (missing >= Math.max(1, wanted / PARTS_MAX) && lanes.size() < LANES_MAX) {
            int prefetch = fixed == 0 ? missing * queues.size() : missing;
            lanes.add(new ConsumerShare(broker, queues, missing, prefetch, sink));
            // whichever consumer is first at the broker has the first message: each queue in turn
            Collections.rotate(queues, 1);
        }
    }

    /** How many messages it would have in hand now. */
    public synchronized int wanted() {
        return fixed == 0 ? appetite.wanted() : fixed;
    }

    private int shares() {
        return lanes.stream().mapToInt(ConsumerShare::share).sum();
    }

    /** Takes no more; what is in hand may still be settled. */
    public synchronized void cancel() {
        cancelled = true;
        ticks.shutdownNow();
        lanes.forEach(ConsumerShare::cancel);
    }

    /** Cancels, and gives back what is not settled. */
    @Override
    public synchronized void close() {
        cancel();
        lanes.forEach(ConsumerShare::close);
    }
}
