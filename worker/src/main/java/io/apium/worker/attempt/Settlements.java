package io.apium.worker.attempt;

import io.apium.broker.Delivery;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.task.TaskError;
import io.apium.worker.attempt.ProcessingRetry.Settlement;
import io.apium.worker.attempt.ProcessingRetry.Unsettled;
import io.apium.worker.failure.ProcessingFailures;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How each kind of message is settled: acked, requeued, or kept as a dead letter with a FAILURE record of its task. */
final class Settlements {

    private static final Logger log = LoggerFactory.getLogger(Settlements.class);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final InFlight inFlight;
    private final ResultRecorder recorder;

    Settlements(InFlight inFlight, ResultRecorder recorder) {
        this.inFlight = inFlight;
        this.recorder = recorder;
    }

    /** The message of an attempt that the caller has claimed. */
    Unsettled of(Attempt attempt) {
        return new Unsettled(attempt.id(), attempt.failures(), new Claimed(attempt));
    }

    /** The message of an attempt that is not claimed: the thread that claims it first decides what becomes of it. */
    Unsettled ofUnclaimed(Attempt attempt) {
        return new Unsettled(attempt.id(), attempt.failures(), new Unclaimed(attempt, new Claimed(attempt)));
    }

    /** A message without an attempt. */
    Unsettled of(Delivery delivery) {
        return new Unsettled("unknown", new AtomicInteger(), new Bare(delivery));
    }

    /**
     * The message is kept as a dead letter: a record or follow-up that cannot be written beside it is logged,
     * unless that is an outage.
     */
    private static CompletableFuture<Void> unlessImpossible(Object name, Supplier<CompletableFuture<Void>> rest) {
        return DONE.thenCompose(_ -> rest.get()).exceptionallyCompose(failure -> {
            Throwable cause = ProcessingFailures.cause(failure);
            if (ProcessingFailures.isOutage(cause)) {
                return CompletableFuture.failedFuture(cause);
            }
            log.error("dead letter kept without its record or follow-ups id={}", name, cause);
            return DONE;
        });
    }

    private final class Claimed implements Settlement {

        private final Attempt attempt;

        Claimed(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public void ack() {
            inFlight.ack(attempt);
        }

        @Override
        public void requeue() {
            inFlight.requeue(attempt);
        }

        @Override
        public CompletableFuture<Void> keepAsDeadLetter(Cause cause, TaskError error) {
            return recorder.deadLetter(attempt.delivery(), cause, DeadLetterWriter.reason(error))
                    .thenCompose(_ -> unlessImpossible(attempt.id(), () -> recorder.fail(attempt.repeatable(), error)));
        }
    }

    /** Claims the attempt before it settles it, and does nothing when another thread has claimed it. */
    private static final class Unclaimed implements Settlement {

        private final Attempt attempt;
        private final Claimed claimed;
        private volatile boolean claimedHere;

        Unclaimed(Attempt attempt, Claimed claimed) {
            this.attempt = attempt;
            this.claimed = claimed;
        }

        @Override
        public void ack() {
            if (claim()) {
                claimed.ack();
            }
        }

        @Override
        public void requeue() {
            if (claim()) {
                claimed.requeue();
            }
        }

        @Override
        public CompletableFuture<Void> keepAsDeadLetter(Cause cause, TaskError error) {
            return claim() ? claimed.keepAsDeadLetter(cause, error) : DONE;
        }

        private boolean claim() {
            claimedHere = claimedHere || attempt.claim();
            return claimedHere;
        }
    }

    private final class Bare implements Settlement {

        private final Delivery delivery;

        Bare(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public void ack() {
            InFlight.settle(List.of(delivery), Delivery::ack);
        }

        @Override
        public void requeue() {
            InFlight.settle(List.of(delivery), Delivery::requeue);
        }

        @Override
        public CompletableFuture<Void> keepAsDeadLetter(Cause cause, TaskError error) {
            return recorder.deadLetter(delivery, cause, DeadLetterWriter.reason(error))
                    .thenCompose(_ -> unlessImpossible("unknown", () -> recorder.reject(delivery, error)));
        }
    }
}
