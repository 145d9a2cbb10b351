package io.apium.ledger;

import io.apium.bound.SaturatingTime;
import io.apium.flow.Advance;
import io.apium.flow.Flow;
import io.apium.flow.Flow.Phase;
import io.apium.flow.Records;
import io.apium.flow.Times;
import io.apium.task.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A flow at work. It stays when it has ended, for as long as results do. */
public record Course(Flow flow) implements State {

    @Override
    public EntryKey key() {
        return EntryKey.flow(flow.id());
    }

    /**
     * What is known around a step.
     *
     * @param isRevoked whether somebody has revoked it
     * @param kept how long it stays when it has ended
     */
    public record News(Records records, Times times, boolean isRevoked, Instant now, Duration kept) {}

    /** @return empty when more must be read first, which the records say */
    public Optional<Step> step(News news) {
        Instant now = news.now();
        Instant endedAt = flow.endedAt();
        if (endedAt != null) {
            boolean isOver = !now.isBefore(SaturatingTime.plus(endedAt, news.kept()));
            return Optional.of(isOver ? new Step(List.of(), null, null) : new Step(List.of(), this, wake(news)));
        }
        Flow due = news.isRevoked() && flow.fault() == null ? flow.revoked() : late(now);
        Advance.Result result = Advance.of(due, news.records(), news.times(), now);
        return news.records().missing().isEmpty() ? Optional.of(step(result, news)) : Optional.empty();
    }

    private Flow late(Instant now) {
        Instant deadline = flow.deadline();
        if (flow.fault() != null || deadline == null || now.isBefore(deadline)) {
            return flow;
        }
        return flow.failing(Fault.timeLimit(Duration.between(flow.startedAt(), deadline), null));
    }

    private static Step step(Advance.Result result, News news) {
        List<Effect> owed = new ArrayList<>();
        result.owed().forEach(launch -> owed.add(new Effect.Send(launch)));
        if (result.revoked() != null) {
            owed.add(new Effect.Revoke(result.revoked()));
        }
        if (!result.forgotten().isEmpty()) {
            owed.add(new Effect.Forget(result.forgotten()));
        }
        if (result.outcome() != null) {
            owed.add(new Effect.End(result.flow().origin(), result.outcome()));
        }
        Course next = new Course(result.flow());
        return new Step(owed, next, next.wake(news));
    }

    private @Nullable Instant wake(News news) {
        return wake(news.now(), news.kept());
    }

    /** When it wakes, given that it has just been dealt with or changed. */
    public @Nullable Instant wake(Instant now, Duration kept) {
        Instant endedAt = flow.endedAt();
        if (endedAt != null) {
            return SaturatingTime.plus(endedAt, kept);
        }
        Instant again = SaturatingTime.plus(now, Flow.ASK_AGAIN);
        Instant deadline = flow.deadline();
        boolean isSooner = flow.phase() == Phase.RUNNING && deadline != null && deadline.isBefore(again);
        return isSooner && flow.fault() == null ? deadline : again;
    }
}
