package io.apium.client;

import io.apium.canvas.Canvas;
import io.apium.canvas.Launch;
import io.apium.canvas.Origin;
import io.apium.canvas.TaskMessage;
import io.apium.store.ResultStore;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Asks for work and waits for what comes of it, from any Java program. */
public final class TaskClient {

    private final Sender sender;
    private final ResultStore results;
    private final InstantSource clock;

    public TaskClient(Sender sender, ResultStore results, InstantSource clock) {
        this.sender = sender;
        this.results = results;
        this.clock = clock;
    }

    /** What is to be sent for {@code canvas}; nothing is sent yet. */
    public Launch plan(Canvas canvas) {
        return Launch.of(canvas, Origin.client(clock.instant()));
    }

    /** @return done when every message of it is confirmed by the broker */
    public CompletableFuture<Launch> send(Launch launch) {
        return sender.send(launch).thenApply(_ -> launch);
    }

    public CompletableFuture<Launch> send(Canvas canvas) {
        return send(plan(canvas));
    }

    /** The same, with the timeline of each task opened before it is sent. */
    public CompletableFuture<Launch> sendTracked(Launch launch) {
        List<TaskMessage> messages = launch.messages();
        return Sender.all(messages.stream().map(message -> results.accepted(message, clock.instant())))
                .thenCompose(_ -> send(launch));
    }

    /** Waits until the task has ended; empty when it has not within {@code limit}. */
    public Optional<TaskRecord.Ended> await(TaskId id, Duration limit) throws InterruptedException {
        Semaphore changes = new Semaphore(0);
        long deadline = System.nanoTime() + limit.toNanos();
        try (ResultStore.Watch _ = results.watch(id, changes::release)) {
            while (true) {
                if (results.find(List.of(id)).get(id) instanceof TaskRecord.Ended ended) {
                    return Optional.of(ended);
                }
                if (!changes.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return Optional.empty();
                }
                changes.drainPermits();
            }
        }
    }
}
