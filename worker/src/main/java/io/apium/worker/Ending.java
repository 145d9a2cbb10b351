package io.apium.worker;

import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.FollowUps;
import io.apium.canvas.TaskMessage;
import io.apium.store.DeadLetters.DeadLetter;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.Provenance;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.binding.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the road: the record, then what follows from it, then the ack. Nothing here waits; each step goes on when the
 * one before has been confirmed. Where one fails, the message goes back to its queue after a pause, and whoever gets it
 * next does the same steps again with the same effect.
 */
final class Ending {

    private static final Logger log = LoggerFactory.getLogger(Ending.class);
    private static final Executor AFTER_A_PAUSE = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final String node;
    private final Ports ports;
    private final InFlight inFlight;
    private final Meters meters;
    private final Json json;

    Ending(String node, Ports ports, InFlight inFlight, Meters meters, Json json) {
        this.node = node;
        this.ports = ports;
        this.inFlight = inFlight;
        this.meters = meters;
        this.json = json;
    }

    /** An attempt came to this. */
    void end(Attempt attempt, Outcome outcome) {
        meters.ended(attempt.message().task(), outcome);
        settle(attempt, started().thenCompose(_ -> record(attempt.message(), outcome)));
    }

    /** The task had ended before it was delivered: only what it owes may be unpaid. */
    void repeat(Attempt attempt, TaskRecord.Ended standing) {
        settle(attempt, CompletableFuture.completedFuture(standing));
    }

    /** No handler has the task's name. */
    void unknown(Attempt attempt) {
        TaskMessage message = attempt.message();
        Fault fault = Fault.notRegistered(message.task());
        Outcome outcome = new Outcome.Failure(fault);
        meters.ended(message.task(), outcome);
        meters.kept(Meters.Letter.UNKNOWN_TASK);
        settle(
                attempt,
                started()
                        .thenCompose(_ -> ports.deadLetters().keep(letter(message, attempt.delivery())))
                        .thenCompose(_ -> record(message, outcome)));
    }

    /** No task can be read from the message. */
    void unreadable(Delivery delivery, Content.Unreadable content) {
        meters.kept(Meters.Letter.UNREADABLE);
        Instant now = ports.clock().instant();
        DeadLetter letter = new DeadLetter(
                content.reason(),
                delivery.queue(),
                content.id(),
                content.task(),
                content.headers(),
                content.body(),
                now);
        CompletableFuture<?> kept =
                started().thenCompose(_ -> ports.deadLetters().keep(letter)).thenCompose(_ -> refused(content, now));
        when(kept, "an unreadable message", delivery::ack, delivery::giveBack);
    }

    private CompletableFuture<?> refused(Content.Unreadable content, Instant now) {
        TaskId id = content.id();
        if (id == null) {
            return started();
        }
        Provenance provenance = new Provenance(content.task(), node, null, 0, null, null, List.of());
        return ports.results().end(new TaskRecord.Failed(id, Fault.invalidTask(content.reason()), now, provenance));
    }

    private CompletableFuture<TaskRecord.Ended> record(TaskMessage message, Outcome outcome) {
        Instant now = ports.clock().instant();
        TaskRecord.Ended ended =
                outcome.ended(message.id(), now, message.provenance(node, children(message, outcome, now)));
        return message.options().reply().ignoreResult()
                ? CompletableFuture.completedFuture(ended)
                : ports.results().end(ended);
    }

    /** The tasks that will be published when the task has come to this; most have none. */
    private static List<TaskId> children(TaskMessage message, Outcome outcome, Instant now) {
        if (message.chain().isEmpty() && message.options().links().onSuccess().isEmpty()) {
            return List.of();
        }
        TaskRecord.Ended ended = outcome.ended(message.id(), now, Provenance.UNKNOWN);
        return FollowUps.of(message, ended, now).launch().messages().stream()
                .map(TaskMessage::id)
                .toList();
    }

    private void settle(Attempt attempt, CompletableFuture<TaskRecord.Ended> record) {
        TaskMessage message = attempt.isRepeat() ? attempt.message().repeated() : attempt.message();
        CompletableFuture<Void> paid = record.thenCompose(standing -> ports.debts()
                .pay(message, FollowUps.of(message, standing, ports.clock().instant())));
        when(
                paid,
                message.id(),
                () -> inFlight.remove(attempt).forEach(Delivery::ack),
                () -> inFlight.giveBack(attempt));
    }

    /** A message whose debts cannot be paid goes back to its queue, after a pause so that it does not spin. */
    private static void when(CompletableFuture<?> paid, Object whose, Runnable ack, Runnable giveBack) {
        var _ = paid.whenComplete((_, failure) -> {
            if (failure == null) {
                ack.run();
            } else {
                log.warn("what {} owes is not paid; it goes back to its queue after a pause", whose, failure);
                AFTER_A_PAUSE.execute(giveBack);
            }
        });
    }

    private DeadLetter letter(TaskMessage message, Delivery delivery) {
        var signature = message.signature();
        // the form of Celery's body, without what was to come after the task
        String body = json.write(List.of(signature.args(), signature.kwargs(), Map.of()))
                .json();
        return new DeadLetter(
                "no handler for task " + message.task(),
                delivery.queue(),
                message.id(),
                message.task(),
                Map.of(
                        "id",
                        message.id().value(),
                        "task",
                        message.task(),
                        "root_id",
                        message.root().value()),
                Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)),
                ports.clock().instant());
    }

    /** A stage in which whatever is thrown becomes the failure of what comes after. */
    private static CompletableFuture<Void> started() {
        return CompletableFuture.completedFuture(null);
    }
}
