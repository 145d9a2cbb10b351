package io.apium.worker.attempt;

import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.store.DeadLetterStore;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.worker.metrics.WorkerMetrics;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keeps messages that cannot run as dead letters, unchanged. */
record DeadLetterWriter(DeadLetterStore deadLetters, WorkerMetrics metrics, InstantSource clock) {

    private static final int REASON_LENGTH_MAX = 1_000;

    /** @return done when it is kept; keeping the same message again for the same cause changes nothing */
    CompletableFuture<Void> keep(Delivery delivery, Cause cause, String reason) {
        DeadLetter letter = switch (delivery.content()) {
            case Content.Task(TaskMessage message) -> letter(delivery, cause, reason, message.id(), message.task());
            case Content.Unreadable(String _, TaskId id, String task) -> letter(delivery, cause, reason, id, task);
        };
        return deadLetters.keep(letter).thenRun(() -> metrics.kept(cause));
    }

    /** Why a message cannot be processed, in a sentence of bounded length. */
    static String reason(TaskError error) {
        String summary = error.summary();
        return "processing it failed: " + summary.substring(0, Math.min(summary.length(), REASON_LENGTH_MAX));
    }

    private DeadLetter letter(
            Delivery delivery, Cause cause, String reason, @Nullable TaskId id, @Nullable String task) {
        return new DeadLetter(
                DeadLetter.idOf(cause, delivery.raw()),
                cause,
                reason,
                delivery.queue(),
                id,
                task,
                delivery.raw(),
                clock.instant());
    }
}
