package io.apium.worker.attempt;

import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.FollowUps;
import io.apium.canvas.TaskMessage;
import io.apium.client.TaskCompletion;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.ResultStore;
import io.apium.task.Outcome;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Stores how a task ended and publishes what follows from it. The same steps taken twice have the same effect.
 *
 * @param node the worker's name, as records show it
 */
record ResultRecorder(
        String node,
        ResultStore results,
        TaskCompletion completion,
        DeadLetterWriter deadLetters,
        InstantSource clock) {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    /** The dead letter first, where one is kept. */
    CompletableFuture<Void> end(Attempt attempt, Disposition.End end) {
        var reason = end.deadLetter();
        CompletableFuture<Void> kept =
                reason == null ? DONE : deadLetter(attempt.delivery(), reason.cause(), reason.text());
        return kept.thenCompose(_ -> end(attempt.repeatable(), end.outcome()));
    }

    CompletableFuture<Void> deadLetter(Delivery delivery, Cause cause, String reason) {
        return deadLetters.keep(delivery, cause, reason);
    }

    private CompletableFuture<Void> end(TaskMessage message, Outcome.Final outcome) {
        Instant now = clock.instant();
        if (message.chain().isEmpty() && message.options().links().onSuccess().isEmpty()) {
            return completion.settle(message, outcome.ended(message.id(), now, message.provenance(node, List.of())));
        }
        // the record names the tasks that follow, and so the follow-ups are computed before it
        TaskRecord.Ended bare = outcome.ended(message.id(), now, ResultMetadata.UNKNOWN);
        FollowUps followUps = FollowUps.of(message, bare, now);
        List<TaskId> children =
                followUps.submission().messages().stream().map(TaskMessage::id).toList();
        TaskRecord.Ended ended = outcome.ended(message.id(), now, message.provenance(node, children));
        return completion.settle(message, ended, followUps.of(ended));
    }

    /** The task had ended before: only its follow-ups may be missing. */
    CompletableFuture<Void> repeat(TaskMessage message, TaskRecord.Ended stored) {
        return completion.pay(message, stored);
    }

    /** No task can be read from the message. */
    CompletableFuture<Void> unreadable(Delivery delivery, Content.Unreadable content) {
        return deadLetter(delivery, Cause.UNREADABLE, content.reason())
                .thenCompose(_ -> reject(content, delivery, TaskError.invalidTask(content.reason())));
    }

    /** No handler ran, and none will: the task fails, if the message gives its id. */
    CompletableFuture<Void> reject(Delivery delivery, TaskError error) {
        return switch (delivery.content()) {
            case Content.Unreadable unreadable -> reject(unreadable, delivery, error);
            case Content.Task(TaskMessage message) -> fail(message, error);
        };
    }

    CompletableFuture<Void> fail(TaskMessage message, TaskError error) {
        TaskRecord.Ended failed =
                new TaskRecord.Failed(message.id(), error, clock.instant(), message.provenance(node, List.of()));
        return completion.settle(message, failed);
    }

    private CompletableFuture<Void> reject(Content.Unreadable content, Delivery delivery, TaskError error) {
        TaskId id = content.id();
        if (id == null) {
            return DONE;
        }
        ResultMetadata metadata = new ResultMetadata(content.task(), node, null, 0, null, null, List.of());
        String client = delivery.raw().properties().get("reply_to");
        return results.end(new TaskRecord.Failed(id, error, clock.instant(), metadata))
                .thenCompose(stored -> completion.reply(client, stored));
    }
}
