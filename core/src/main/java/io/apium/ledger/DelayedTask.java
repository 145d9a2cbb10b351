package io.apium.ledger;

import io.apium.bound.SaturatingTime;
import io.apium.canvas.Submission;
import io.apium.canvas.TaskMessage;
import io.apium.ledger.Effect.End;
import io.apium.ledger.Effect.Send;
import io.apium.task.Outcome;
import io.apium.task.TaskError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A task that is not to run before a moment.
 *
 * @param due when it is to be sent; the next full millisecond, since the ledger keeps no less, and the year 10000 at
 *     the latest
 */
public record DelayedTask(TaskMessage message, Instant due) implements EntryState {

    public DelayedTask {
        due = upToMillis(SaturatingTime.clamp(due));
    }

    @Override
    public EntryKey key() {
        return EntryKey.task(message.id());
    }

    /** Where it expires first, it is sent then: whoever receives it has the say about what has expired. */
    public Instant wake() {
        Instant expires = message.expires();
        return expires != null && expires.isBefore(due) ? upToMillis(expires) : due;
    }

    private static Instant upToMillis(Instant moment) {
        Instant cut = moment.truncatedTo(ChronoUnit.MILLIS);
        return cut.equals(moment) ? moment : cut.plusMillis(1);
    }

    /** @param revoked whether its task is not to run any more */
    public EntryTransition step(boolean revoked, Instant now) {
        if (revoked) {
            return EntryTransition.gone(new End(message, new Outcome.Revoked(TaskError.revoked("revoked"))));
        }
        return now.isBefore(wake())
                ? new EntryTransition(List.of(), this, wake())
                : EntryTransition.gone(new Send(Submission.of(List.of(message.due()))));
    }
}
