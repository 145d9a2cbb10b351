package io.apium.worker.attempt;

import io.apium.canvas.TaskMessage;
import io.apium.task.Outcome;
import io.apium.task.TaskError;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.SizeLimits;
import java.time.Instant;
import java.util.Optional;

/** Whether a message may be run now. Asked when it comes in, and again when there is a slot for it. */
sealed interface Admission {

    record Run(Handler handler) implements Admission {}

    /** Not before its eta: somebody else keeps it until then. */
    record Later(Instant eta) implements Admission {}

    /** Not at all. */
    record Refuse(Outcome.Final outcome) implements Admission {}

    /** Not any more. */
    record Expired(Instant expires) implements Admission {}

    /** No handler here has its name. */
    record Unknown() implements Admission {}

    static Admission of(Attempt attempt, Optional<Handler> handler, boolean revoked, Instant now) {
        TaskMessage message = attempt.message();
        Instant expires = message.expires();
        Instant eta = message.eta();
        if (revoked) {
            return new Refuse(new Outcome.Revoked(TaskError.revoked("revoked")));
        }
        if (expires != null && !now.isBefore(expires)) {
            return new Expired(expires);
        }
        if (eta != null && now.isBefore(eta)) {
            return new Later(eta);
        }
        return handler.map(
                        known -> sized(known, message.task(), attempt.delivery().bytes()))
                .orElseGet(Unknown::new);
    }

    private static Admission sized(Handler handler, String task, int bytes) {
        SizeLimits.Most most = handler.argumentsMost();
        return bytes <= most.bytes()
                ? new Run(handler)
                : new Refuse(new Outcome.Failure(
                        TaskError.tooLong("the message of " + task + " has " + bytes + " bytes, and " + most)));
    }
}
