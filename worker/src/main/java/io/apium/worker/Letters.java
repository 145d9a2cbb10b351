package io.apium.worker;

import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.store.DeadLetters.Cause;
import io.apium.store.DeadLetters.DeadLetter;
import io.apium.task.Fault;
import io.apium.task.TaskId;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keeps messages that could not be run, as they came. */
final class Letters {

    private static final int REASON_LENGTH_MAX = 1_000;

    private final Ports ports;
    private final Meters meters;

    Letters(Ports ports, Meters meters) {
        this.ports = ports;
        this.meters = meters;
    }

    /** @return done when it is kept; keeping the same message again for the same cause changes nothing */
    CompletableFuture<Void> keep(Delivery delivery, Cause cause, String reason) {
        DeadLetter letter = switch (delivery.content()) {
            case Content.Task(TaskMessage message) -> letter(delivery, cause, reason, message.id(), message.task());
            case Content.Unreadable(String _, TaskId id, String task) -> letter(delivery, cause, reason, id, task);
        };
        return ports.deadLetters().keep(letter).thenRun(() -> meters.kept(cause));
    }

    /** Why a message cannot be processed, in a sentence of bounded length. */
    static String reason(Fault fault) {
        String summary = fault.summary();
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
                ports.clock().instant());
    }
}
