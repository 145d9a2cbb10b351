package io.apium.scheduler;

import io.apium.canvas.Launch;
import io.apium.canvas.TaskMessage;
import io.apium.client.Debts;
import io.apium.client.Sender;
import io.apium.ledger.Effect;
import io.apium.task.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Pays what steps owe. */
final class Payment {

    private final Sender sender;
    private final Debts debts;
    private final InstantSource clock;

    Payment(Sender sender, Debts debts, InstantSource clock) {
        this.sender = sender;
        this.debts = debts;
        this.clock = clock;
    }

    /** @return done when all is paid */
    CompletableFuture<Void> pay(List<Effect> owed) {
        return CompletableFuture.allOf(owed.stream().map(this::pay).toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Void> pay(Effect effect) {
        return switch (effect) {
            case Effect.Send(Launch launch) -> sender.send(launch);
            case Effect.End(TaskMessage message, Outcome.Last outcome) ->
                debts.settle(
                        message.repeated(),
                        outcome.ended(message.id(), clock.instant(), message.provenance(null, List.of())));
        };
    }
}
