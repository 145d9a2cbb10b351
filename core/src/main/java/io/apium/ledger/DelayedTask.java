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
 * A task that must not run before a given time.
 *
 * @param due when it is sent: rounded up to a full millisecond, which is the precision of the ledger, and at most the
 *     year 10000
 */
public record DelayedTask(TaskMessage message, Instant due) implements EntryState {

    public DelayedTask {
        due = upToMillis(SaturatingTime.clamp(due));
    }

    @Override
    public EntryKey key() {
        return EntryKey.task(message.id());
    }

    /** A task that expires before it is due is sent when it expires: the worker that receives it ends it as expired. */
    public Instant wake() {
        Instant expires = message.expires();
        return expires != null && expires.isBefore(due) ? upToMillis(expires) : due;
    }

    private static Instant upToMillis(Instant moment) {
        Instant cut = moment.truncatedTo(ChronoUnit.MILLIS);
        return cut.equals(moment) ? moment : cut.plusMillis(1);
    }

    /** @param revoked whether its task was revoked */
    public EntryTransition step(boolean revoked, Instant now) {
        if (revoked) {
            return EntryTransition.gone(new End(message, new Outcome.Revoked(TaskError.revoked("revoked"))));
        }
        return now.isBefore(wake())
                ? new EntryTransition(List.of(), this, wake())
                : EntryTransition.gone(new Send(Submission.of(List.of(message.due()))));
    }
}
