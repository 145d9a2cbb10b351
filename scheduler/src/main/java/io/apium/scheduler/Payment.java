package io.apium.scheduler;

import io.apium.broker.MessageTooLarge;
import io.apium.canvas.Launch;
import io.apium.canvas.TaskMessage;
import io.apium.client.Debts;
import io.apium.client.Sender;
import io.apium.ledger.Effect;
import io.apium.ledger.EntryKey;
import io.apium.store.Revocation;
import io.apium.store.StoreUnavailable;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.Provenance;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Pays what steps owe. */
final class Payment {

    private final Sender sender;
    private final Debts debts;
    private final Stores stores;
    private final InstantSource clock;

    Payment(Sender sender, Debts debts, Stores stores, InstantSource clock) {
        this.sender = sender;
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
            case Effect.Send(Launch launch) -> send(launch);
            case Effect.End(TaskMessage message, Outcome.Last outcome) -> end(message, outcome);
            case Effect.Forget(List<TaskId> tasks) -> stores.results().forget(tasks);
            case Effect.Revoke(TaskId id) -> revoke(id);
        };
    }

    /** What is too large to be sent can never be sent: its tasks have failed, for whoever waits for them. */
    private CompletableFuture<Void> send(Launch launch) {
        return sender.send(launch).exceptionallyCompose(failure -> {
            Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
            return reason instanceof MessageTooLarge
                    ? unsent(launch, Fault.invalidTask(String.valueOf(reason.getMessage())))
                    : CompletableFuture.failedFuture(failure);
        });
    }

    private CompletableFuture<Void> unsent(Launch launch, Fault fault) {
        Stream<TaskId> tasks =
                Stream.concat(launch.messages().stream().map(TaskMessage::id), launch.results().stream());
        return CompletableFuture.allOf(tasks.distinct()
                .map(id -> stores.results().end(new TaskRecord.Failed(id, fault, clock.instant(), Provenance.UNKNOWN)))
                .toArray(CompletableFuture<?>[]::new));
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
        } catch (StoreUnavailable away) {
            return CompletableFuture.failedFuture(away);
        }
    }
}
