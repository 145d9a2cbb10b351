package io.apium.client;

import io.apium.canvas.Submission;
import io.apium.canvas.TaskMessage;
import io.apium.ledger.DelayedTask;
import java.time.Instant;
import java.util.Optional;

/**
 * A submission whose messages RabbitMQ has confirmed or the ledger has stored.
 *
 * @param submission with the queue in each message, unless that is the default queue
 * @param acceptedAt the first event of each task's timeline
 */
public record AcceptedSubmission(Submission submission, Instant acceptedAt) {

    /** The ledger entry of a message that has an eta in the future. */
    public Optional<DelayedTask> delayed(TaskMessage message) {
        Instant eta = message.eta();
        return eta != null && eta.isAfter(acceptedAt) ? Optional.of(new DelayedTask(message, eta)) : Optional.empty();
    }
}
