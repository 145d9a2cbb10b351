package io.apium.worker.attempt;

import io.apium.broker.MessageRejectedException;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.task.TaskError;
import io.apium.worker.bound.WorkerBounds;
import io.apium.worker.failure.ProcessingFailures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the last steps with a message and settles it, whatever they throw. Nothing is thrown from here.
 *
 * <pre>
 *   the steps                                        the message
 *   ───────────────────────────────────────────────  ───────────────────────────────────────────────────────────────
 *   are done                                         is acked
 *   fail because the broker or the store is away     goes back to its queue after 1 s
 *   fail for another reason, fewer than 5 times      stays in hand; the steps are taken again after 50, 100, 200, 400 ms
 *   fail for the 5th time, or because what they      is kept as a dead letter, its task gets a FAILURE record unless it
 *     send can never be sent                           has ended, and it is acked
 *   fail, and so does that                           goes back to its queue after 30 s
 * </pre>
 */
final class CompletionRetrier {

    private static final Logger log = LoggerFactory.getLogger(CompletionRetrier.class);
    private static final int FAILURES_MAX = WorkerBounds.PROCESSING_FAILURES.intMax();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_PAUSE = Duration.ofSeconds(30);

    private final CompletableFuture<Void> begun = CompletableFuture.completedFuture(null);

    /**
     * A message in hand.
     *
     * @param name for logs: its task's id, or its queue
     * @param failures counts how often its processing has failed here
     */
    record InHand(Object name, AtomicInteger failures, Settling settling) {}

    /** The three ways in which a message leaves the worker's hands. A second call does nothing. */
    interface Settling {

        void ack();

        void giveBack();

        /** Keeps it as a dead letter and fails its task; it is acked when that is done. */
        CompletableFuture<Void> keepAsDeadLetter(Cause cause, TaskError error);
    }

    /** @param steps the same steps at each call, which come to the same however often they are taken */
    void run(InHand message, Supplier<CompletableFuture<Void>> steps) {
        // whatever the supplier throws becomes the failure of this stage
        var _ = begun.thenCompose(_ -> steps.get())
                .whenComplete((_, failure) -> guarded(message, () -> {
                    if (failure == null) {
                        message.settling().ack();
                    } else {
                        failed(message, failure, () -> run(message, steps));
                    }
                }));
    }

    /** Takes a step, and again when it throws. */
    void step(Supplier<InHand> message, Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            InHand failing = message.get();
            failed(failing, e, () -> step(() -> failing, step));
        }
    }

    /** @param again the step that has failed */
    void failed(InHand message, Throwable thrown, Runnable again) {
        guarded(message, () -> {
            Throwable failure = ProcessingFailures.cause(thrown);
            if (ProcessingFailures.isOutage(failure)) {
                log.warn("message waits for an outage to end id={} pause={}", message.name(), OUTAGE_PAUSE, failure);
                later(OUTAGE_PAUSE, message, message.settling()::giveBack);
                return;
            }
            int failures = message.failures().incrementAndGet();
            if (failures < FAILURES_MAX && !(failure instanceof MessageRejectedException)) {
                Duration pause = FIRST_PAUSE.multipliedBy(1L << (failures - 1));
                log.warn("message not processed id={} failures={} pause={}", message.name(), failures, pause, failure);
                later(pause, message, again);
            } else {
                keepAsDeadLetter(message, failure);
            }
        });
    }

    private void keepAsDeadLetter(InHand message, Throwable failure) {
        Cause cause = failure instanceof MessageRejectedException ? Cause.UNSENDABLE : Cause.UNPROCESSABLE;
        log.error("message becomes a dead letter id={} cause={}", message.name(), cause, failure);
        var _ = begun.thenCompose(_ -> message.settling().keepAsDeadLetter(cause, TaskError.of(failure)))
                .whenComplete((_, again) -> guarded(message, () -> {
                    if (again == null) {
                        message.settling().ack();
                        return;
                    }
                    Duration pause =
                            ProcessingFailures.isOutage(ProcessingFailures.cause(again)) ? OUTAGE_PAUSE : LAST_PAUSE;
                    log.error("message not kept as a dead letter id={} pause={}", message.name(), pause, again);
                    later(pause, message, message.settling()::giveBack);
                }));
    }

    private static void later(Duration pause, InHand message, Runnable step) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> guarded(message, step));
    }

    /** When even this cannot be done, as for want of memory, the message goes back: nothing else is sure to work. */
    private static void guarded(InHand message, Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            CompletableFuture.delayedExecutor(OUTAGE_PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(message.settling()::giveBack);
            log.error("message goes back id={}", message.name(), ProcessingFailures.readable(e));
        }
    }
}
