package io.apium.worker;

import io.apium.canvas.TaskMessage;
import io.apium.task.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a message may be run now. Asked when it comes in, and again when there is a slot for it. */
sealed interface Admission {

    record Run(Handler handler) implements Admission {}

    /** Not before its eta. */
    record Hold(Duration remaining) implements Admission {}

    /** Not at all. */
    record Refuse(Fault reason) implements Admission {}

    /** No handler here has its name. */
    record Unknown() implements Admission {}

    static Admission of(TaskMessage message, Optional<Handler> handler, boolean revoked, Instant now) {
        Instant expires = message.expires();
        Instant eta = message.eta();
        if (revoked) {
            return new Refuse(Fault.revoked("revoked"));
        }
        if (expires != null && !now.isBefore(expires)) {
            return new Refuse(Fault.revoked("expired"));
        }
        if (eta != null && now.isBefore(eta)) {
            return new Hold(Duration.between(now, eta));
        }
        return handler.<Admission>map(Run::new).orElseGet(Unknown::new);
    }
}
