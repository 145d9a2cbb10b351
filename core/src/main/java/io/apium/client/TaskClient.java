package io.apium.client;

import io.apium.bound.SaturatingTime;
import io.apium.canvas.Canvas;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.store.ResultStore;
import io.apium.store.UnreadableRecordException;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks for work and waits for what comes of it, from any Java program. */
public final class TaskClient {

    /**
     * A call listens before it sends, so that the news will nearly always come by itself; looking into the store at once
     * would only get in its way.
     */
    private static final Duration LOOK_AFTER = Duration.ofMillis(20);

    private final TaskPublisher publisher;
    private final ResultStore results;
    private final InstantSource clock;

    public TaskClient(TaskPublisher publisher, ResultStore results, InstantSource clock) {
        this.publisher = publisher;
        this.results = results;
        this.clock = clock;
    }

    /** What is to be sent for {@code canvas}; nothing is sent yet. */
    public Submission plan(Canvas canvas) {
        return Submission.of(canvas, SubmissionContext.client(clock.instant()));
    }

    /**
     * The same for a request that may be made again.
     *
     * @param name the same for the same request, so that the tasks of both have the same ids and run once; null for a
     *     request that is made once
     */
    public Submission plan(Canvas canvas, @Nullable String name) {
        return name == null ? plan(canvas) : Submission.of(canvas, SubmissionContext.named(name, clock.instant()));
    }

    /** @return done when every message of it is confirmed by the broker */
    public CompletableFuture<Submission> send(Submission submission) {
        return publisher.send(submission).thenApply(_ -> submission);
    }

    public CompletableFuture<Submission> send(Canvas canvas) {
        return send(plan(canvas));
    }

    /**
     * Opens the timeline of each task, then sends the messages. The returned messages name their queues, so that a caller
     * can describe the tasks without reading them from the store. Nothing is sent when the returned future is cancelled
     * before the timelines are open.
     */
    public CompletableFuture<AcceptedSubmission> submit(Submission submission) {
        Submission routed = publisher.routed(submission);
        Instant now = clock.instant();
        return TaskPublisher.all(routed.messages().stream().map(message -> results.accepted(message, now)))
                .thenCompose(_ -> publisher.sendRouted(routed).thenApply(_ -> new AcceptedSubmission(routed, now)));
    }

    /**
     * Waits until the task has ended; empty when it has not within {@code limit}.
     *
     * @throws UnreadableRecordException when its record is there and cannot be read
     */
    public Optional<TaskRecord.Ended> await(TaskId id, Duration limit) throws InterruptedException {
        BlockingQueue<Optional<TaskRecord>> news = new LinkedBlockingQueue<>(List.of(Optional.empty()));
        try (ResultStore.Watch _ = results.follow(id, news::add)) {
            return ended(id, news, limit, Duration.ZERO, new CompletableFuture<>());
        }
    }

    /**
     * Sends and waits for the result, which may be there before the broker has confirmed the message.
     *
     * @param canvas a canvas with one result; of a group's results the first is waited for
     * @return empty when it has not ended within {@code limit}
     * @throws java.util.concurrent.CompletionException when it could not be sent
     * @throws UnreadableRecordException when its record is there and cannot be read
     */
    public Optional<TaskRecord.Ended> call(Canvas canvas, Duration limit) throws InterruptedException {
        Submission submission = plan(canvas);
        TaskId id = submission.results().getFirst();
        BlockingQueue<Optional<TaskRecord>> news = new LinkedBlockingQueue<>();
        try (ResultStore.Watch _ = results.follow(id, news::add)) {
            CompletableFuture<?> sent = send(submission).whenComplete((_, failure) -> {
                if (failure != null) {
                    news.add(Optional.empty());
                }
            });
            return ended(id, news, limit, LOOK_AFTER, sent);
        }
    }

    /** @param lookAfter how long to wait for news proper before empty news are looked into */
    private Optional<TaskRecord.Ended> ended(
            TaskId id,
            BlockingQueue<Optional<TaskRecord>> news,
            Duration limit,
            Duration lookAfter,
            CompletableFuture<?> sent)
            throws InterruptedException {
        long deadline = System.nanoTime() + Math.min(SaturatingTime.nanos(limit), Long.MAX_VALUE / 2);
        while (true) {
            Optional<TaskRecord> next = news.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return Optional.empty();
            }
            if (next.isEmpty() && lookAfter.isPositive()) {
                Optional<TaskRecord> proper = news.poll(lookAfter.toNanos(), TimeUnit.NANOSECONDS);
                next = proper == null ? next : proper;
            }
            TaskRecord record = next.or(() -> found(id)).orElse(null);
            if (record instanceof TaskRecord.Ended ended) {
                return Optional.of(ended);
            }
            if (record instanceof TaskRecord.Unreadable(TaskId _, String reason)) {
                throw new UnreadableRecordException("record of task " + id, reason);
            }
            if (sent.isCompletedExceptionally()) {
                sent.join();
            }
        }
    }

    private Optional<TaskRecord> found(TaskId id) {
        return Optional.ofNullable(results.find(List.of(id)).get(id));
    }
}
