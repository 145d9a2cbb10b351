package io.apium.worker;

import io.apium.canvas.TaskMessage;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import java.time.Instant;
import java.util.Optional;

/** Whether a message may be run now. Asked when it comes in, and again when there is a slot for it. */
sealed interface Admission {

    record Run(Handler handler) implements Admission {}

    /** Not before its eta: somebody else keeps it until then. */
    record Later(Instant eta) implements Admission {}

    /** Not at all. */
    record Refuse(Outcome.Last outcome) implements Admission {}

    /** Not any more. */
    record Expired(Instant expires) implements Admission {}

    /** No handler here has its name. */
    record Unknown() implements Admission {}

    static Admission of(TaskMessage message, Optional<Handler> handler, boolean revoked, Instant now) {
        Instant expires = message.expires();
        Instant eta = message.eta();
        if (revoked) {
            return new Refuse(new Outcome.Cancelled(Fault.revoked("revoked")));
        }
        if (expires != null && !now.isBefore(expires)) {
            return new Expired(expires);
        }
        try {
            var _ = message.retryPolicy();
        } catch (IllegalArgumentException e) {
            return new Refuse(new Outcome.Failure(Fault.invalidTask(TaskMessage.RETRY + " is " + e.getMessage())));
        }
        if (eta != null && now.isBefore(eta)) {
            return new Later(eta);
        }
        return handler.<Admission>map(Run::new).orElseGet(Unknown::new);
    }
}
