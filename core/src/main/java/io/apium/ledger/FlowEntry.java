package io.apium.ledger;

import io.apium.bound.SaturatingTime;
import io.apium.flow.FlowAdvancer;
import io.apium.flow.FlowState;
import io.apium.flow.FlowState.Phase;
import io.apium.flow.FlowTimings;
import io.apium.flow.TaskRecords;
import io.apium.task.TaskError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A flow as an entry. An ended flow is kept as long as results are. */
public record FlowEntry(FlowState flow) implements EntryState {

    @Override
    public EntryKey key() {
        return EntryKey.flow(flow.id());
    }

    /**
     * The input of a step.
     *
     * @param isRevoked whether the flow was revoked
     * @param kept how long an ended flow is kept
     */
    public record StepInput(TaskRecords records, FlowTimings times, boolean isRevoked, Instant now, Duration kept) {}

    /** @return empty when more records must be read first: {@link TaskRecords#missing} has their ids */
    public Optional<EntryTransition> step(StepInput stepInput) {
        Instant now = stepInput.now();
        Instant endedAt = flow.endedAt();
        if (endedAt != null) {
            boolean isOver = !now.isBefore(SaturatingTime.plus(endedAt, stepInput.kept()));
            return Optional.of(
                    isOver
                            ? new EntryTransition(List.of(), null, null)
                            : new EntryTransition(List.of(), this, wake(stepInput)));
        }
        FlowState due = stepInput.isRevoked() && flow.error() == null ? flow.revoked() : late(now);
        FlowAdvancer.Result result = FlowAdvancer.of(due, stepInput.records(), stepInput.times(), now);
        return stepInput.records().missing().isEmpty() ? Optional.of(step(result, stepInput)) : Optional.empty();
    }

    private FlowState late(Instant now) {
        Instant deadline = flow.deadline();
        if (flow.error() != null || deadline == null || now.isBefore(deadline)) {
            return flow;
        }
        return flow.failing(TaskError.timeLimit(Duration.between(flow.startedAt(), deadline), null));
    }

    private static EntryTransition step(FlowAdvancer.Result result, StepInput stepInput) {
        List<Effect> effects = new ArrayList<>();
        result.submissions().forEach(submission -> effects.add(new Effect.Send(submission)));
        if (result.revoked() != null) {
            effects.add(new Effect.Revoke(result.revoked()));
        }
        if (!result.forgotten().isEmpty()) {
            effects.add(new Effect.Forget(result.forgotten()));
        }
        if (result.outcome() != null) {
            effects.add(new Effect.End(result.flow().origin(), result.outcome()));
        }
        FlowEntry next = new FlowEntry(result.flow());
        return new EntryTransition(effects, next, next.wake(stepInput));
    }

    private @Nullable Instant wake(StepInput stepInput) {
        return wake(stepInput.now(), stepInput.kept());
    }

    /** When the entry wakes after a step or a change. */
    public @Nullable Instant wake(Instant now, Duration kept) {
        Instant endedAt = flow.endedAt();
        if (endedAt != null) {
            return SaturatingTime.plus(endedAt, kept);
        }
        Instant again = SaturatingTime.plus(now, FlowState.POLL_INTERVAL);
        Instant deadline = flow.deadline();
        boolean isSooner = flow.phase() == Phase.RUNNING && deadline != null && deadline.isBefore(again);
        return isSooner && flow.error() == null ? deadline : again;
    }
}
