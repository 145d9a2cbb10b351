package io.apium.worker;

import io.apium.broker.Delivery;
import io.apium.canvas.TaskMessage;
import io.apium.task.TaskId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The attempts in the worker's hands, one for each task. */
final class InFlight {

    private final ConcurrentHashMap<TaskId, Attempt> attempts = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean draining;

    /**
     * @return a new attempt, or empty when there is one already: it takes the delivery over, so that a message which comes
     *     again after a lost connection is not run beside itself
     */
    Optional<Attempt> take(TaskMessage message, Delivery delivery) {
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

    /** @return the deliveries to settle; none when the attempt was removed before */
    List<Delivery> remove(Attempt attempt) {
        List<Delivery> owed = attempts.remove(attempt.id(), attempt) ? attempt.deliveries() : List.of();
        tellIfDrained();
        return owed;
    }

    void giveBack(Attempt attempt) {
        remove(attempt).forEach(Delivery::giveBack);
    }

    Collection<Attempt> all() {
        return attempts.values();
    }

    boolean isDraining() {
        return draining;
    }

    /** @return done when nothing is left, given that nothing new is taken */
    CompletableFuture<Void> drain() {
        draining = true;
        tellIfDrained();
        return drained;
    }

    private void tellIfDrained() {
        if (draining && attempts.isEmpty()) {
            drained.complete(null);
        }
    }
}
