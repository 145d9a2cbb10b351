package io.apium.worker;

import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.store.StoreUnavailable;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.task.TaskRecord.Underway;
import io.apium.worker.Attempt.Stop;
import io.apium.worker.binding.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The way of a message from its delivery to the outcome of its attempt. What comes after that is the {@link Ending}. */
final class Road {

    /** How long a task waits before it asks again whether the store is back. */
    private static final Duration STORE_PAUSE = Duration.ofMillis(200);

    /** The longest that a timer is trusted for: the clock that counts may have been set meanwhile. */
    private static final Duration HOLD_MAX = Duration.ofHours(1);

    /**
     * What may be run, and how.
     *
     * @param started what STARTED is stored with
     * @param trackStarted whether STARTED is stored for every task
     */
    record Work(Handlers handlers, Revoked revoked, Json json, Started started, boolean trackStarted) {}

    /** Where a task is running, in Celery's words. */
    record Started(long pid, String hostname) {}

    private final Work work;
    private final Ports ports;
    private final InFlight inFlight;
    private final Pool pool;
    private final Meters meters;
    private final Ending ending;

    Road(Work work, Ports ports, InFlight inFlight, Pool pool, Meters meters, Ending ending) {
        this.work = work;
        this.ports = ports;
        this.inFlight = inFlight;
        this.pool = pool;
        this.meters = meters;
        this.ending = ending;
    }

    void receive(Delivery delivery) {
        switch (delivery.content()) {
            case Content.Unreadable unreadable -> ending.unreadable(delivery, unreadable);
            case Content.Task(TaskMessage message) ->
                inFlight.take(message, delivery).ifPresent(this::received);
        }
    }

    /** A task that waits for anything ends at once; one that runs is told to. */
    void revoke(TaskId id) {
        work.revoked().add(id);
        inFlight.find(id).ifPresent(attempt -> {
            if (attempt.claim()) {
                ending.end(attempt, new Outcome.Cancelled(Fault.revoked("revoked")));
            } else {
                attempt.stop(Stop.TERMINATED);
            }
        });
    }

    private void received(Attempt attempt) {
        // asked after the attempt was entered: whoever drains sees it there, or it sees here that all is over
        if (inFlight.isDraining() && attempt.claim()) {
            inFlight.giveBack(attempt);
        } else {
            admit(attempt);
        }
    }

    private void admit(Attempt attempt) {
        switch (admission(attempt)) {
            case Admission.Run _ -> pool.execute(() -> start(attempt));
            case Admission.Hold(Duration remaining) -> hold(attempt, remaining);
            case Admission.Refuse(Fault reason) -> {
                if (attempt.claim()) {
                    ending.end(attempt, new Outcome.Cancelled(reason));
                }
            }
            case Admission.Unknown() -> {
                if (attempt.claim()) {
                    ending.unknown(attempt);
                }
            }
        }
    }

    private Admission admission(Attempt attempt) {
        TaskMessage message = attempt.message();
        return Admission.of(
                message,
                work.handlers().find(message.task()),
                work.revoked().contains(message.id()),
                ports.clock().instant());
    }

    /** Held in memory and unacked, so that it counts as prefetched; the scheduler's ledger is to take this over. */
    private void hold(Attempt attempt, Duration pause) {
        Duration next = pause.compareTo(HOLD_MAX) < 0 ? pause : HOLD_MAX;
        CompletableFuture.delayedExecutor(next.toNanos(), TimeUnit.NANOSECONDS).execute(() -> {
            if (attempt.isWaiting()) {
                admit(attempt);
            }
        });
    }

    /** There is a slot for it, which may have taken long. */
    private void start(Attempt attempt) {
        if (!(admission(attempt) instanceof Admission.Run(Handler handler))) {
            admit(attempt);
            return;
        }
        Optional<TaskRecord.Ended> standing;
        try {
            standing = standing(attempt);
        } catch (StoreUnavailable e) {
            // nothing was started: it stays in hand until the store is back
            hold(attempt, STORE_PAUSE);
            return;
        }
        if (attempt.claim()) {
            standing.ifPresentOrElse(record -> ending.repeat(attempt, record), () -> run(attempt, handler));
        }
    }

    /** How the task ended, if it did. Only a repeat is worth the question, which costs a round trip. */
    private Optional<TaskRecord.Ended> standing(Attempt attempt) {
        if (!ports.results().isReachable()) {
            throw new StoreUnavailable("the store is away", null);
        }
        TaskId id = attempt.id();
        return attempt.isRepeat() && ports.results().find(List.of(id)).get(id) instanceof TaskRecord.Ended ended
                ? Optional.of(ended)
                : Optional.empty();
    }

    private void run(Attempt attempt, Handler handler) {
        TaskMessage message = attempt.message();
        Progress progress = new Progress(message.id(), ports.results(), work.json());
        TaskContext context = new TaskContext(message, ports.clock().instant(), progress);
        if (work.trackStarted() || handler.trackStarted()) {
            var _ = ports.results()
                    .update(new Underway(
                            message.id(), Underway.STARTED, work.json().write(work.started())));
        }
        long startedAt = System.nanoTime();
        attempt.begin(context);
        if (work.revoked().contains(message.id())) {
            // revoked after it was claimed and before it could be stopped
            attempt.stop(Stop.TERMINATED);
        }
        Outcome outcome = handler.call(message.signature(), context);
        ended(attempt, outcome, attempt.finish(), Duration.ofNanos(System.nanoTime() - startedAt));
    }

    private void ended(Attempt attempt, Outcome outcome, @Nullable Stop stop, Duration duration) {
        meters.ran(attempt.message().task(), duration);
        switch (stop) {
            case null -> ending.end(attempt, outcome);
            case TERMINATED -> ending.end(attempt, new Outcome.Cancelled(Fault.revoked("terminated")));
            // its message is back in its queue, and what this attempt came to is nobody's business any more
            case ABANDONED -> {}
        }
    }
}
