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

/** The broker: one queue, which delivers each message to a random worker. */
final class Queue {

    /** An unacked message of a worker. */
    final class Delivered {

        final TaskMessage message;
        final boolean redelivered;
        private final Worker holder;

        Delivered(TaskMessage message, boolean redelivered, Worker holder) {
            this.message = message;
            this.redelivered = redelivered;
            this.holder = holder;
        }

        void ack() {
            unacked.remove(this);
        }

        void requeue() {
            if (unacked.remove(this)) {
                ready.addFirst(new Ready(message, true));
                deliver();
            }
        }
    }

    private record Ready(TaskMessage message, boolean redelivered) {}

    private final World world;
    private final Deque<Ready> ready = new ArrayDeque<>();
    private final List<Delivered> unacked = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private boolean away;

    Queue(World world) {
        this.world = world;
    }

    void add(Worker worker) {
        workers.add(worker);
        deliver();
    }

    /** The worker's connection is gone. */
    void lost(Worker worker) {
        workers.remove(worker);
        List.copyOf(unacked).stream()
                .filter(delivered -> delivered.holder == worker)
                .forEach(Delivered::requeue);
    }

    void setAway(boolean gone) {
        away = gone;
        deliver();
    }

    /** Every task with a message in the queue, ready or unacked. */
    Stream<TaskId> tasks() {
        return Stream.concat(
                ready.stream().map(one -> one.message().id()),
                unacked.stream().map(delivered -> delivered.message.id()));
    }

    /** While the broker is away, the confirm is lost, and the message in one of two cases. */
    CompletableFuture<Void> publish(TaskMessage message) {
        boolean dropped = away && world.once(2);
        if (!dropped) {
            ready.addLast(new Ready(message, false));
            world.after(0, this::deliver);
        }
        return away
                ? CompletableFuture.failedFuture(new BrokerUnavailableException("the simulated broker is away", null))
                : CompletableFuture.completedFuture(null);
    }

    private void deliver() {
        while (!ready.isEmpty() && !workers.isEmpty() && !away) {
            Ready next = ready.removeFirst();
            Worker worker = workers.get((int) world.between(0, workers.size() - 1));
            Delivered delivered = new Delivered(next.message(), next.redelivered(), worker);
            unacked.add(delivered);
            worker.receive(delivered);
        }
    }
}
