package io.apium.ledger;

import io.apium.canvas.Launch;
import io.apium.flow.Advance;
import io.apium.flow.Flow;
import io.apium.flow.Flow.Phase;
import io.apium.flow.Records;
import io.apium.task.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A flow at work. It stays when it has ended, for as long as results do. */
public record Course(Flow flow) implements State {

    @Override
    public EntryKey key() {
        return EntryKey.flow(flow.id());
    }

    /** When it wakes, given that it has just been dealt with or changed. */
    public @Nullable Instant wake(Instant now, Duration kept) {
        Instant endedAt = flow.endedAt();
        return switch (flow.phase()) {
            case RUNNING -> earlier(now.plus(Flow.ASK_AGAIN), flow.deadline());
            case PAUSED -> flow.deadline();
            case SUCCESS, FAILURE, REVOKED -> endedAt == null ? null : endedAt.plus(kept);
        };
    }

    /**
     * @param records what was read of its tasks
     * @param kept how long it stays when it has ended
     * @return empty when more must be read first, which {@code records} says
     */
    public Optional<Step> step(Records records, Instant now, Duration kept) {
        Instant endedAt = flow.endedAt();
        if (endedAt != null && !now.isBefore(endedAt.plus(kept))) {
            return Optional.of(new Step(List.of(), null, null));
        }
        Instant deadline = flow.deadline();
        if (endedAt == null && deadline != null && !now.isBefore(deadline)) {
            Fault late = new Fault("TimeLimitExceeded", "io.apium.flow", List.of("the flow's deadline is over"), null);
            return Optional.of(step(flow.ended(Phase.FAILURE, now, late), List.of(), now, kept));
        }
        Advance.Result result = Advance.of(flow, records, now);
        return records.missing().isEmpty()
                ? Optional.of(step(result.flow(), result.owed(), now, kept))
                : Optional.empty();
    }

    private static Step step(Flow then, List<Launch> owed, Instant now, Duration kept) {
        Course next = new Course(then);
        return new Step(owed.stream().<Effect>map(Effect.Send::new).toList(), next, next.wake(now, kept));
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other != null && other.isBefore(one) ? other : one;
    }
}
