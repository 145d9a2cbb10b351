package io.apium.scheduler;

import io.apium.canvas.Launch;
import io.apium.canvas.TaskMessage;
import io.apium.client.Debts;
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

/** Pays what steps owe. */
final class Payment {

    private final Debts debts;
    private final Stores stores;
    private final InstantSource clock;

    Payment(Debts debts, Stores stores, InstantSource clock) {
        this.debts = debts;
        this.stores = stores;
        this.clock = clock;
    }

    /** @return done when all is paid */
    CompletableFuture<Void> pay(List<Effect> owed) {
        return CompletableFuture.allOf(owed.stream().map(this::pay).toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Void> pay(Effect effect) {
        return switch (effect) {
            case Effect.Send(Launch launch) -> debts.send(launch);
            case Effect.End(TaskMessage message, Outcome.Last outcome) -> end(message, outcome);
            case Effect.Forget(List<TaskId> tasks) -> stores.results().forget(tasks);
            case Effect.Revoke(TaskId id) -> revoke(id);
        };
    }

    /** What it may be a part of is told, as a worker would. */
    private CompletableFuture<Void> end(TaskMessage message, Outcome.Last outcome) {
        TaskRecord.Ended ended = outcome.ended(message.id(), clock.instant(), message.provenance(null, List.of()));
        return debts.settle(message.repeated(), ended)
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
