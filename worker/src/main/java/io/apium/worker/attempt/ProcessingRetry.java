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
 * Takes the steps that process a message, and settles the message whatever they throw. Its methods throw nothing.
 *
 * <pre>
 *   the steps                                          the message
 *   ─────────────────────────────────────────────────  ──────────────────────────────────────────────────────────────
 *   are done                                           is acked
 *   fail because RabbitMQ or Redis is away             is requeued after 1 s
 *   fail for another reason, fewer than 5 times        stays unacked; the steps are repeated after 50, 100, 200, 400 ms
 *   fail for the 5th time, or because their message    becomes a dead letter, its task gets a FAILURE record unless it
 *     can never be sent                                  has ended, and it is acked
 *   fail, and the dead letter cannot be kept either    is requeued after 30 s
 * </pre>
 */
final class ProcessingRetry {

    private static final Logger log = LoggerFactory.getLogger(ProcessingRetry.class);
    private static final int FAILURES_MAX = WorkerBounds.PROCESSING_FAILURES.intMax();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_PAUSE = Duration.ofSeconds(30);

    private final CompletableFuture<Void> begun = CompletableFuture.completedFuture(null);

    /**
     * A message that is not settled.
     *
     * @param name for logs: the id of its task, or {@code unknown}
     * @param failures counts how often its processing has failed in this worker
     */
    record Unsettled(Object name, AtomicInteger failures, Settlement settlement) {}

    /** The three ways to settle a message. A second call does nothing. */
    interface Settlement {

        void ack();

        void requeue();

        /** Keeps it as a dead letter and fails its task; the caller acks it when that is done. */
        CompletableFuture<Void> keepAsDeadLetter(Cause cause, TaskError error);
    }

    /** @param steps the same steps at each call, with the same effect however often they are taken */
    void run(Unsettled message, Supplier<CompletableFuture<Void>> steps) {
        // an exception of the supplier becomes the failure of this stage
        var _ = begun.thenCompose(_ -> steps.get())
                .whenComplete((_, failure) -> guarded(message, () -> {
                    if (failure == null) {
                        message.settlement().ack();
                    } else {
                        failed(message, failure, () -> run(message, steps));
                    }
                }));
    }

    /** Takes a step, and takes it again when it throws. */
    void step(Supplier<Unsettled> message, Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            Unsettled failing = message.get();
            failed(failing, e, () -> step(() -> failing, step));
        }
    }

    /** @param again the step that has failed */
    void failed(Unsettled message, Throwable thrown, Runnable again) {
        guarded(message, () -> {
            Throwable failure = ProcessingFailures.cause(thrown);
            if (ProcessingFailures.isOutage(failure)) {
                log.warn("message waits for an outage to end id={} pause={}", message.name(), OUTAGE_PAUSE, failure);
                later(OUTAGE_PAUSE, message, message.settlement()::requeue);
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

    private void keepAsDeadLetter(Unsettled message, Throwable failure) {
        Cause cause = failure instanceof MessageRejectedException ? Cause.UNSENDABLE : Cause.UNPROCESSABLE;
        log.error("message becomes a dead letter id={} cause={}", message.name(), cause, failure);
        var _ = begun.thenCompose(_ -> message.settlement().keepAsDeadLetter(cause, TaskError.of(failure)))
                .whenComplete((_, again) -> guarded(message, () -> {
                    if (again == null) {
                        message.settlement().ack();
                        return;
                    }
                    Duration pause =
                            ProcessingFailures.isOutage(ProcessingFailures.cause(again)) ? OUTAGE_PAUSE : LAST_PAUSE;
                    log.error("message not kept as a dead letter id={} pause={}", message.name(), pause, again);
                    later(pause, message, message.settlement()::requeue);
                }));
    }

    private static void later(Duration pause, Unsettled message, Runnable step) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> guarded(message, step));
    }

    /** When even this throws, as without memory, the message is requeued, which needs the least. */
    private static void guarded(Unsettled message, Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            CompletableFuture.delayedExecutor(OUTAGE_PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(message.settlement()::requeue);
            log.error(
                    "message is requeued after an unexpected failure id={} pause={}",
                    message.name(),
                    OUTAGE_PAUSE,
                    ProcessingFailures.readable(e));
        }
    }
}
