package io.apium.scheduler.simulation;

import io.apium.canvas.AttemptDecision;
import io.apium.canvas.FollowUps;
import io.apium.canvas.GroupMembership;
import io.apium.canvas.TaskMessage;
import io.apium.flow.AttemptTiming;
import io.apium.ledger.EntryKey;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.task.TaskRecord.Retrying;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** A worker as short as it can be: the steps of the real one, in their order. */
final class Worker {

    final Life life;
    private final Ports ports;
    private final World world;
    private final Log log;
    private final Function<TaskMessage, Outcome> handler;
    private final boolean hasty;

    /** @param hasty whether it acks first and writes then */
    Worker(Life life, Ports ports, World world, Log log, Function<TaskMessage, Outcome> handler, boolean hasty) {
        this.life = life;
        this.ports = ports;
        this.world = world;
        this.log = log;
        this.handler = handler;
        this.hasty = hasty;
    }

    void receive(Queue.Parcel parcel) {
        life.later(world.between(0, 3), () -> admit(parcel));
    }

    private void admit(Queue.Parcel parcel) {
        TaskMessage message = parcel.message;
        Instant eta = message.eta();
        TaskRecord standing = parcel.redelivered || message.isRepeat()
                ? ports.results.find(List.of(message.id())).get(message.id())
                : null;
        if (eta != null && world.clock().instant().isBefore(eta)) {
            settle(parcel, () -> ports.delayedTasks.keep(message, eta));
        } else if (standing instanceof TaskRecord.Ended ended) {
            settle(parcel, () -> ports.completion.pay(message.repeated(), followUps(message, ended)));
        } else if (standing instanceof Retrying retrying && retrying.retries() > message.retries()) {
            parcel.ack();
        } else if (isToBeRun(message)) {
            log.started(message);
            long took = world.between(1, 300);
            Instant startedAt = world.clock().instant();
            life.later(took, () -> ended(parcel, startedAt, handler.apply(message)));
        } else {
            ended(parcel, new Outcome.Revoked(TaskError.revoked("revoked")));
        }
    }

    private boolean isToBeRun(TaskMessage message) {
        Set<TaskId> names = new HashSet<>(Set.of(message.id()));
        message.flow().ifPresent(mark -> names.addAll(Set.of(mark.flow(), mark.run())));
        return ports.revocations.among(names).isEmpty();
    }

    private void ended(Queue.Parcel parcel, Instant startedAt, Outcome outcome) {
        Duration took = Duration.between(startedAt, world.clock().instant());
        parcel.message.flow().ifPresent(mark -> {
            var _ = ports.times.add(new AttemptTiming(mark, "w", 1, startedAt, took, Words.items(parcel.message)));
        });
        ended(parcel, outcome);
    }

    private void ended(Queue.Parcel parcel, Outcome outcome) {
        TaskMessage message = parcel.message;
        Instant now = world.clock().instant();
        RetryPolicy policy = message.retryPolicy().orElse(RetryPolicy.NEVER);
        switch (AttemptDecision.of(message, outcome, policy, now)) {
            case AttemptDecision.End(Outcome.Final ended, boolean _) ->
                settle(
                        parcel,
                        () -> ports.completion.settle(
                                repeated(parcel), ended.ended(message.id(), now, message.provenance("w", List.of()))));
            case AttemptDecision.Retry(TaskMessage next, Instant due, TaskError error) ->
                settle(
                        parcel,
                        () -> ports.delayedTasks
                                .keep(next, due)
                                .thenCompose(_ ->
                                        ports.results.update(new Retrying(message.id(), error, next.retries(), due))));
            case AttemptDecision.Reroute _ -> throw new IllegalStateException("no task of a simulation asks for that");
        }
    }

    private static TaskMessage repeated(Queue.Parcel parcel) {
        return parcel.redelivered ? parcel.message.repeated() : parcel.message;
    }

    private FollowUps followUps(TaskMessage message, TaskRecord.Ended ended) {
        return FollowUps.of(message, ended, world.clock().instant());
    }

    private void settle(Queue.Parcel parcel, Supplier<CompletableFuture<Void>> debt) {
        if (hasty) {
            parcel.ack();
        }
        var _ = debt.get().thenCompose(_ -> wakeFlow(parcel.message)).whenComplete((_, failure) -> {
            if (failure == null) {
                parcel.ack();
            } else {
                life.later(1_000, parcel::giveBack);
            }
        });
    }

    private CompletableFuture<Void> wakeFlow(TaskMessage message) {
        GroupMembership place = message.options().membership();
        return place != null && place.chord() != null
                ? CompletableFuture.completedFuture(null)
                : message.flow()
                        .map(mark -> ports.ledger.wake(
                                EntryKey.flow(mark.flow()), world.clock().instant()))
                        .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** What a task of the simulation does is said by its arguments. */
    static final class Script {

        static final String TASK = "flaky";

        private static final TaskError FAULT = new TaskError("Flaky", "simulation", List.of(), null);

        private Script() {}

        /** Fails as often as its first argument says. */
        static Outcome outcome(TaskMessage message) {
            boolean fails =
                    message.signature().args().getFirst() instanceof Integer failures && message.retries() < failures;
            return fails ? new Outcome.Retry(FAULT, null) : new Outcome.Success(new JsonText("1"));
        }
    }
}
