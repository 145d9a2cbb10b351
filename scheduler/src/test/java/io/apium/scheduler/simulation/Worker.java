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

/** A short version of the real worker: the same steps, in the same order. */
final class Worker {

    final Life life;
    private final Ports ports;
    private final World world;
    private final Log log;
    private final Function<TaskMessage, Outcome> handler;
    private final boolean ackFirst;

    /** @param ackFirst whether it acks a message before its result is written */
    Worker(Life life, Ports ports, World world, Log log, Function<TaskMessage, Outcome> handler, boolean ackFirst) {
        this.life = life;
        this.ports = ports;
        this.world = world;
        this.log = log;
        this.handler = handler;
        this.ackFirst = ackFirst;
    }

    void receive(Queue.Delivered delivered) {
        life.later(world.between(0, 3), () -> admit(delivered));
    }

    private void admit(Queue.Delivered delivered) {
        TaskMessage message = delivered.message;
        Instant eta = message.eta();
        TaskRecord earlier = delivered.redelivered || message.isRepeat()
                ? ports.results.find(List.of(message.id())).get(message.id())
                : null;
        if (eta != null && world.clock().instant().isBefore(eta)) {
            settle(delivered, () -> ports.delayedTasks.keep(message, eta));
        } else if (earlier instanceof TaskRecord.Ended ended) {
            settle(delivered, () -> ports.completion.pay(message.repeated(), followUps(message, ended)));
        } else if (earlier instanceof Retrying retrying && retrying.retries() > message.retries()) {
            delivered.ack();
        } else if (mayRun(message)) {
            log.started(message);
            long took = world.between(1, 300);
            Instant startedAt = world.clock().instant();
            life.later(took, () -> ended(delivered, startedAt, handler.apply(message)));
        } else {
            ended(delivered, new Outcome.Revoked(TaskError.revoked("revoked")));
        }
    }

    private boolean mayRun(TaskMessage message) {
        Set<TaskId> names = new HashSet<>(Set.of(message.id()));
        message.flow().ifPresent(mark -> names.addAll(Set.of(mark.flow(), mark.run())));
        return ports.revocations.among(names).isEmpty();
    }

    private void ended(Queue.Delivered delivered, Instant startedAt, Outcome outcome) {
        Duration took = Duration.between(startedAt, world.clock().instant());
        delivered.message.flow().ifPresent(mark -> {
            var _ = ports.times.add(new AttemptTiming(mark, "w", 1, startedAt, took, Words.items(delivered.message)));
        });
        ended(delivered, outcome);
    }

    private void ended(Queue.Delivered delivered, Outcome outcome) {
        TaskMessage message = delivered.message;
        Instant now = world.clock().instant();
        RetryPolicy policy = message.retryPolicy().orElse(RetryPolicy.NEVER);
        switch (AttemptDecision.of(message, outcome, policy, now)) {
            case AttemptDecision.End(Outcome.Final ended, boolean _) ->
                settle(
                        delivered,
                        () -> ports.completion.settle(
                                repeated(delivered),
                                ended.ended(message.id(), now, message.provenance("w", List.of()))));
            case AttemptDecision.Retry(TaskMessage next, Instant due, TaskError error) ->
                settle(
                        delivered,
                        () -> ports.delayedTasks
                                .keep(next, due)
                                .thenCompose(_ ->
                                        ports.results.update(new Retrying(message.id(), error, next.retries(), due))));
            case AttemptDecision.Reroute _ -> throw new IllegalStateException("no simulated task is rerouted");
        }
    }

    private static TaskMessage repeated(Queue.Delivered delivered) {
        return delivered.redelivered ? delivered.message.repeated() : delivered.message;
    }

    private FollowUps followUps(TaskMessage message, TaskRecord.Ended ended) {
        return FollowUps.of(message, ended, world.clock().instant());
    }

    private void settle(Queue.Delivered delivered, Supplier<CompletableFuture<Void>> write) {
        if (ackFirst) {
            delivered.ack();
        }
        var _ = write.get().thenCompose(_ -> wakeFlow(delivered.message)).whenComplete((_, failure) -> {
            if (failure == null) {
                delivered.ack();
            } else {
                life.later(1_000, delivered::requeue);
            }
        });
    }

    private CompletableFuture<Void> wakeFlow(TaskMessage message) {
        GroupMembership membership = message.options().membership();
        return membership != null && membership.chord() != null
                ? CompletableFuture.completedFuture(null)
                : message.flow()
                        .map(mark -> ports.ledger.wake(
                                EntryKey.flow(mark.flow()), world.clock().instant()))
                        .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** The task of the simulation: its argument determines its outcome. */
    static final class Script {

        static final String TASK = "flaky";

        private static final TaskError FAULT = new TaskError("Flaky", "simulation", List.of(), null);

        private Script() {}

        /** Fails as often as its first argument. */
        static Outcome outcome(TaskMessage message) {
            boolean fails =
                    message.signature().args().getFirst() instanceof Integer failures && message.retries() < failures;
            return fails ? new Outcome.Retry(FAULT, null) : new Outcome.Success(new JsonText("1"));
        }
    }
}
