package io.apium.scheduler;

import io.apium.broker.Broker;
import io.apium.broker.Delivery;
import io.apium.broker.MessageRejectedException;
import io.apium.broker.RawMessage;
import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryBroker;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Publishes all messages but those of one task, which fail as configured: with a rejection later, with any other
 * exception at once.
 */
final class RejectingBroker implements Broker {

    private final MemoryBroker broker;
    private final String bad;
    private Supplier<RuntimeException> failure = () -> new IllegalStateException("not set");

    RejectingBroker(MemoryBroker broker, String bad) {
        this.broker = broker;
        this.bad = bad;
    }

    void failWith(Supplier<RuntimeException> other) {
        failure = other;
    }

    @Override
    public CompletableFuture<Void> publish(TaskMessage message) {
        if (!message.task().equals(bad)) {
            return broker.publish(message);
        }
        RuntimeException rejected = failure.get();
        if (rejected instanceof MessageRejectedException) {
            return CompletableFuture.failedFuture(rejected);
        }
        throw rejected;
    }

    @Override
    public CompletableFuture<Void> publish(QueueName queue, RawMessage message) {
        return broker.publish(queue, message);
    }

    @Override
    public CompletableFuture<Void> reply(QueueName client, TaskRecord record) {
        return broker.reply(client, record);
    }

    @Override
    public Subscription consume(List<QueueName> queues, int prefetch, Consumer<Delivery> sink) {
        return broker.consume(queues, prefetch, sink);
    }

    @Override
    public boolean isReachable() {
        return broker.isReachable();
    }
}
