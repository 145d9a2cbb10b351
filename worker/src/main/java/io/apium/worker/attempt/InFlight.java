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

/** The attempts in the worker's hands: one for each task, and those whose tasks are being put into the ledger. */
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
     * @return a new attempt, or empty when there is one already: it takes the delivery over, so that a message which comes
     *     again after a lost connection is not run beside itself
     */
    public Optional<Attempt> take(TaskMessage message, Delivery delivery) {
        Attempt fresh = new Attempt(message, delivery);
        Attempt standing = attempts.compute(message.id(), (_, other) -> {
            if (other == null) {
                return fresh;
            }
            other.adopt(delivery);
            return other;
        });
        return standing == fresh ? Optional.of(fresh) : Optional.empty();
    }

    Optional<Attempt> find(TaskId id) {
        return Optional.ofNullable(attempts.get(id));
    }

    /**
     * The attempt's task is about to be put into the ledger. It may come from there before this attempt is settled, and is
     * then an attempt of its own: it must not be acked with this one.
     */
    void leave(Attempt attempt) {
        leaving.add(attempt);
        attempts.remove(attempt.id(), attempt);
    }

    /** @return the deliveries to settle; none when the attempt was removed before */
    List<Delivery> remove(Attempt attempt) {
        boolean here = attempts.remove(attempt.id(), attempt) || leaving.remove(attempt);
        tellIfDrained();
        return here ? attempt.deliveries() : List.of();
    }

    /** Nothing is owed for it any more. */
    public void ack(Attempt attempt) {
        settle(remove(attempt), Delivery::ack);
    }

    /** Back to its queue, in good order. */
    public void giveBack(Attempt attempt) {
        List<Delivery> owed = remove(attempt);
        try {
            if (!owed.isEmpty()) {
                lostWorkers.excuse(attempt);
            }
        } finally {
            settle(owed, Delivery::requeue);
        }
    }

    /** Back to its queue, as if this worker had died of it. */
    void drop(Attempt attempt) {
        settle(remove(attempt), Delivery::requeue);
    }

    /** Each of them, whatever another throws. One that cannot be acked goes back: it comes again, and is known then. */
    static void settle(List<Delivery> deliveries, Consumer<Delivery> how) {
        for (Delivery delivery : deliveries) {
            try {
                how.accept(delivery);
            } catch (Throwable e) {
                log.error("message not settled; it goes back after {}", PAUSE, e);
                CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> giveBack(delivery));
            }
        }
    }

    private static void giveBack(Delivery delivery) {
        try {
            delivery.requeue();
        } catch (Throwable e) {
            log.error("message not given back; it comes again when the connection is lost", e);
        }
    }

    /** Whether there is one that nobody has taken yet. */
    public boolean anyWaits() {
        return attempts.values().stream().anyMatch(Attempt::isWaiting);
    }

    /** All that nobody has taken yet goes back to its queue. */
    public void giveBackWaiting() {
        attempts.values().stream().filter(Attempt::claim).toList().forEach(this::giveBack);
    }

    public Collection<Attempt> all() {
        return Stream.concat(attempts.values().stream(), leaving.stream()).toList();
    }

    boolean isDraining() {
        return draining;
    }

    /** @return done when nothing is left, given that nothing new is taken */
    public CompletableFuture<Void> drain() {
        draining = true;
        tellIfDrained();
        return drained;
    }

    private void tellIfDrained() {
        if (draining && attempts.isEmpty() && leaving.isEmpty()) {
            drained.complete(null);
        }
    }
}
