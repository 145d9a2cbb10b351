package io.apium.scheduler;

import io.apium.canvas.Submission;
import io.apium.canvas.TaskMessage;
import io.apium.client.TaskCompletion;
import io.apium.ledger.Effect;
import io.apium.ledger.EntryKey;
import io.apium.store.Revocation;
import io.apium.store.StoreUnavailableException;
import io.apium.task.Outcome;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Publishes and writes the effects of steps. */
final class EffectExecutor {

    private final TaskCompletion completion;
    private final SchedulerStores stores;
    private final InstantSource clock;

    EffectExecutor(TaskCompletion completion, SchedulerStores stores, InstantSource clock) {
        this.completion = completion;
        this.stores = stores;
        this.clock = clock;
    }

    /** @return done when every effect is published or written */
    CompletableFuture<Void> execute(List<Effect> effects) {
        return CompletableFuture.allOf(effects.stream().map(this::execute).toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Void> execute(Effect effect) {
        return switch (effect) {
            case Effect.Send(Submission submission) -> completion.send(submission);
            case Effect.End(TaskMessage message, Outcome.Final outcome) -> end(message, outcome);
            case Effect.Forget(List<TaskId> tasks) -> stores.results().forget(tasks);
            case Effect.Revoke(TaskId id) -> revoke(id);
        };
    }

    /** Ends a task. If it belongs to a flow, the flow is woken, as a worker would do. */
    private CompletableFuture<Void> end(TaskMessage message, Outcome.Final outcome) {
        TaskRecord.Ended ended = outcome.ended(message.id(), clock.instant(), message.provenance(null, List.of()));
        return completion
                .settle(message.repeated(), ended)
                .thenCompose(_ -> message.flow()
                        .map(mark -> stores.ledger().wake(EntryKey.flow(mark.flow()), clock.instant()))
                        .orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    private CompletableFuture<Void> revoke(TaskId id) {
        try {
            stores.revocations().revoke(new Revocation.OfTask(id), clock.instant());
            return CompletableFuture.completedFuture(null);
        } catch (StoreUnavailableException away) {
            return CompletableFuture.failedFuture(away);
        }
    }
}
