package io.apium.scheduler.simulation;

import io.apium.broker.BrokerUnavailableException;
import io.apium.canvas.TaskMessage;
import io.apium.task.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The broker: one queue, and workers that are given its messages in turn. */
final class Queue {

    /** A message in a worker's hands. */
    final class Parcel {

        final TaskMessage message;
        final boolean redelivered;
        private final Worker holder;

        Parcel(TaskMessage message, boolean redelivered, Worker holder) {
            this.message = message;
            this.redelivered = redelivered;
            this.holder = holder;
        }

        void ack() {
            unacked.remove(this);
        }

        void giveBack() {
            if (unacked.remove(this)) {
                waiting.addFirst(new Waiting(message, true));
                handOut();
            }
        }
    }

    private record Waiting(TaskMessage message, boolean redelivered) {}

    private final World world;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<Parcel> unacked = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private boolean away;

    Queue(World world) {
        this.world = world;
    }

    void add(Worker worker) {
        workers.add(worker);
        handOut();
    }

    /** The worker's connection is gone. */
    void lost(Worker worker) {
        workers.remove(worker);
        List.copyOf(unacked).stream().filter(parcel -> parcel.holder == worker).forEach(Parcel::giveBack);
    }

    void goAway(boolean gone) {
        away = gone;
        handOut();
    }

    /** Every task whose message is still here. */
    Stream<TaskId> tasks() {
        return Stream.concat(
                waiting.stream().map(one -> one.message().id()),
                unacked.stream().map(parcel -> parcel.message.id()));
    }

    /** A confirm may be lost where the message is not. */
    CompletableFuture<Void> publish(TaskMessage message) {
        boolean refused = away && world.once(2);
        if (!refused) {
            waiting.addLast(new Waiting(message, false));
            world.after(0, this::handOut);
        }
        return away
                ? CompletableFuture.failedFuture(new BrokerUnavailableException("away, as simulated", null))
                : CompletableFuture.completedFuture(null);
    }

    private void handOut() {
        while (!waiting.isEmpty() && !workers.isEmpty() && !away) {
            Waiting next = waiting.removeFirst();
            Worker worker = workers.get((int) world.between(0, workers.size() - 1));
            Parcel parcel = new Parcel(next.message(), next.redelivered(), worker);
            unacked.add(parcel);
            worker.receive(parcel);
        }
    }
}
