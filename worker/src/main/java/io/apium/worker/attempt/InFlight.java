package io.apium.worker.attempt;

import io.apium.broker.Delivery;
import io.apium.canvas.TaskMessage;
import io.apium.task.TaskId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts of one pool that are not settled: one for each task, and those whose tasks are being written to the
 * ledger.
 */
public final class InFlight {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Logger log = LoggerFactory.getLogger(InFlight.class);

    private final ConcurrentHashMap<TaskId, Attempt> attempts = new ConcurrentHashMap<>();
    private final Set<Attempt> leaving = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final LostWorkerCounter lostWorkers;
    private volatile boolean draining;

    public InFlight(LostWorkerCounter lostWorkers) {
        this.lostWorkers = lostWorkers;
    }

    /**
     * @return a new attempt, or empty when there is one already: the delivery joins it, so that a message that is
     * redelivered
     *     after a lost connection does not run twice at once
     */
    public Optional<Attempt> take(TaskMessage message, Delivery delivery) {
        Attempt fresh = new Attempt(message, delivery);
        Attempt current = attempts.compute(message.id(), (_, other) -> {
            if (other == null) {
                return fresh;
            }
            other.adopt(delivery);
            return other;
        });
        return current == fresh ? Optional.of(fresh) : Optional.empty();
    }

    Optional<Attempt> find(TaskId id) {
        return Optional.ofNullable(attempts.get(id));
    }

    /**
     * The attempt's task is about to be written to the ledger. The scheduler may publish it before this attempt is
     * settled: its delivery is then a new attempt and must not be acked with this one.
     */
    void leave(Attempt attempt) {
        leaving.add(attempt);
        attempts.remove(attempt.id(), attempt);
    }

    /** @return the deliveries to settle; none when the attempt was settled before */
    List<Delivery> remove(Attempt attempt) {
        boolean wasHere = attempts.remove(attempt.id(), attempt) || leaving.remove(attempt);
        completeIfDrained();
        return wasHere ? attempt.deliveries() : List.of();
    }

    /** Everything that follows from the attempt is stored or confirmed. */
    public void ack(Attempt attempt) {
        settle(remove(attempt), Delivery::ack);
    }

    /** Returns the message to its queue; its next delivery does not count as a lost worker. */
    void requeue(Attempt attempt) {
        List<Delivery> deliveries = remove(attempt);
        try {
            if (!deliveries.isEmpty()) {
                lostWorkers.excuse(attempt);
            }
        } finally {
            settle(deliveries, Delivery::requeue);
        }
    }

    /** Returns the message to its queue; its next delivery counts as a lost worker. */
    void requeueAsLost(Attempt attempt) {
        settle(remove(attempt), Delivery::requeue);
    }

    /**
     * Settles each delivery, whatever another throws. A delivery that cannot be acked is requeued: its record is
     * found then.
     */
    static void settle(List<Delivery> deliveries, Consumer<Delivery> how) {
        for (Delivery delivery : deliveries) {
            try {
                how.accept(delivery);
            } catch (Throwable e) {
                log.error("message not settled; it is requeued pause={}", PAUSE, e);
                CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> requeue(delivery));
            }
        }
    }

    private static void requeue(Delivery delivery) {
        try {
            delivery.requeue();
        } catch (Throwable e) {
            log.error("message not requeued; the broker redelivers it when the connection is closed", e);
        }
    }

    /** Whether an attempt waits that no thread has claimed. */
    public boolean anyWaits() {
        return attempts.values().stream().anyMatch(Attempt::isWaiting);
    }

    /** Requeues the attempts that no thread has claimed. */
    public void requeueWaiting() {
        attempts.values().stream().filter(Attempt::claim).toList().forEach(this::requeue);
    }

    public Collection<Attempt> all() {
        return Stream.concat(attempts.values().stream(), leaving.stream()).toList();
    }

    boolean isDraining() {
        return draining;
    }

    /** @return done when no attempt is left; new ones are requeued from now on */
    public CompletableFuture<Void> drain() {
        draining = true;
        completeIfDrained();
        return drained;
    }

    private void completeIfDrained() {
        if (draining && attempts.isEmpty() && leaving.isEmpty()) {
            drained.complete(null);
        }
    }
}
