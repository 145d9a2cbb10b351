package io.apium.worker.attempt;

import io.apium.canvas.TaskMessage;
import io.apium.task.Outcome;
import io.apium.task.TaskError;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.SizeLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether an attempt goes on. Decided when its message arrives, and again when a slot is free for it. */
sealed interface Admission {

    /** It goes on: to a slot when it has just arrived, to its handler when it has a slot. */
    record Run(Handler handler) implements Admission {}

    /** It does not go on. */
    record Settle(Disposition disposition) implements Admission {}

    /** It stays in memory without a slot, and is admitted again after the delay. */
    record AskAgain(Duration after) implements Admission {}

    /**
     * @param isRevoked whether the task was revoked
     * @param keepsExpired whether the message of an expired task becomes a dead letter
     */
    static Admission of(
            Attempt attempt, Optional<Handler> handler, boolean isRevoked, boolean keepsExpired, Instant now) {
        TaskMessage message = attempt.message();
        Instant expires = message.expires();
        Instant eta = message.eta();
        if (isRevoked) {
            return new Settle(Disposition.revoked("revoked"));
        }
        if (expires != null && !now.isBefore(expires)) {
            return new Settle(Disposition.expired(expires, keepsExpired));
        }
        if (eta != null && now.isBefore(eta)) {
            return new Settle(new Disposition.Delay(eta));
        }
        return handler.map(
                        known -> sized(known, message.task(), attempt.delivery().bytes()))
                .orElseGet(() -> new Settle(Disposition.unknownTask(message.task())));
    }

    private static Admission sized(Handler handler, String task, int bytes) {
        SizeLimits.Most most = handler.argumentsMost();
        if (bytes <= most.bytes()) {
            return new Run(handler);
        }
        TaskError tooLong = TaskError.tooLong("the message of " + task + " has " + bytes + " bytes, and " + most);
        return new Settle(new Disposition.End(new Outcome.Failure(tooLong), null));
    }
}
