package io.apium.client;

import io.apium.broker.Broker;
import io.apium.broker.MessageRejectedException;
import io.apium.canvas.ChordSize;
import io.apium.canvas.Submission;
import io.apium.canvas.TaskMessage;
import io.apium.store.ChordStore;
import io.apium.task.QueueName;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what a launch says, in its order, each message to the queue that it names or that its task's name says. What is not
 * to run yet waits in the ledger and not in a queue.
 */
public final class TaskPublisher {

    private static final Logger log = LoggerFactory.getLogger(TaskPublisher.class);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final Broker broker;
    private final ChordStore chords;
    private final DelayedTasks delayedTasks;
    private final TaskRoutes routes;
    private final InstantSource clock;

    public TaskPublisher(
            Broker broker, ChordStore chords, DelayedTasks delayedTasks, TaskRoutes routes, InstantSource clock) {
        this.broker = broker;
        this.chords = chords;
        this.delayedTasks = delayedTasks;
        this.routes = routes;
        this.clock = clock;
    }

    /**
     * @return done when every size is stored and every message confirmed or kept; failed as soon as one is not, with {@link
     *     io.apium.broker.MessageRejectedException} when it can never be sent
     */
    public CompletableFuture<Void> send(Submission submission) {
        return sendRouted(routed(submission));
    }

    CompletableFuture<Void> sendRouted(Submission submission) {
        return expect(submission.chords())
                .thenCompose(_ -> all(submission.messages().stream().map(this::sendRouted)));
    }

    CompletableFuture<Void> expect(List<ChordSize> sizes) {
        return all(sizes.stream().map(chords::expect));
    }

    /** Tells a Celery client that waits in a queue of its own, if there is one; one that can never be told is not. */
    CompletableFuture<Void> reply(@Nullable String client, TaskRecord record) {
        if (client == null) {
            return DONE;
        }
        return DONE.thenCompose(_ -> broker.reply(new QueueName(client), record))
                .exceptionallyCompose(failure -> {
                    Throwable reason = cause(failure);
                    if (!isForGood(reason)) {
                        return CompletableFuture.failedFuture(reason);
                    }
                    log.warn("reply not sent id={} reason={}", record.id(), reason.getMessage());
                    return DONE;
                });
    }

    /** Whether the same message can never be sent, whenever it is tried. */
    static boolean isForGood(Throwable reason) {
        return reason instanceof MessageRejectedException || reason instanceof IllegalArgumentException;
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** The message as it is sent, with the queue that it goes to, unless that is the default one. */
    TaskMessage routed(TaskMessage message) {
        return routes.routed(message);
    }

    Submission routed(Submission submission) {
        return submission.with(submission.messages().stream().map(this::routed).toList());
    }

    CompletableFuture<Void> send(TaskMessage message) {
        return sendRouted(routed(message));
    }

    private CompletableFuture<Void> sendRouted(TaskMessage message) {
        Instant eta = message.eta();
        return eta != null && eta.isAfter(clock.instant()) ? delayedTasks.keep(message, eta) : broker.publish(message);
    }

    /** Sends it at {@code due}, also when it should have been run before. */
    CompletableFuture<Void> later(TaskMessage message, Instant due) {
        TaskMessage whenever = new TaskMessage(
                message.id(),
                message.root(),
                message.parent(),
                message.retries(),
                null,
                null,
                message.signature(),
                message.chain());
        return delayedTasks.keep(routed(whenever), due);
    }

    static CompletableFuture<Void> all(Stream<CompletableFuture<Void>> parts) {
        return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new));
    }
}
