package io.apium.testkit.memory;

import io.apium.broker.Broker;
import io.apium.broker.BrokerUnavailable;
import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.Options.Routing;
import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A broker in memory, which can be told to be away. */
public final class MemoryBroker implements Broker {

    /** A message in its queue. */
    record Parcel(QueueName queue, Content content, boolean redelivered) {

        Parcel again() {
            return new Parcel(queue, content, true);
        }
    }

    /** Guards everything here and in the consumers. */
    final ReentrantLock lock = new ReentrantLock();

    final Condition changed = lock.newCondition();
    private final Map<QueueName, Deque<Parcel>> queues = new HashMap<>();
    private final List<MemoryConsumer> consumers = new ArrayList<>();
    private final List<TaskMessage> published = new ArrayList<>();
    private boolean away;

    @Override
    public CompletableFuture<Void> publish(TaskMessage message) {
        lock.lock();
        try {
            if (away) {
                return CompletableFuture.failedFuture(
                        new BrokerUnavailable("the memory broker was told to be away", null));
            }
            QueueName queue =
                    Optional.ofNullable(message.options().routing().queue()).orElse(QueueName.DEFAULT);
            published.add(message);
            queue(queue).addLast(new Parcel(queue, new Content.Task(routed(message, queue)), false));
            changed.signalAll();
            return CompletableFuture.completedFuture(null);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Subscription consume(List<QueueName> names, int prefetch, Consumer<Delivery> sink) {
        MemoryConsumer consumer = new MemoryConsumer(this, names, prefetch, sink);
        lock.lock();
        try {
            consumers.add(consumer);
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("memory-broker").start(consumer);
        return consumer;
    }

    @Override
    public boolean isReachable() {
        lock.lock();
        try {
            return !away;
        } finally {
            lock.unlock();
        }
    }

    /** Is away from now on, as after a lost connection: what was in anybody's hands goes back to its queue. */
    public void fail() {
        lock.lock();
        try {
            away = true;
            consumers.forEach(MemoryConsumer::returnAll);
        } finally {
            lock.unlock();
        }
    }

    /** Is back, with every message that it held. */
    public void recover() {
        lock.lock();
        try {
            away = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Puts a message into the queue that no task can be read from. */
    public void inject(QueueName queue, Content.Unreadable unreadable) {
        lock.lock();
        try {
            queue(queue).addLast(new Parcel(queue, unreadable, false));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Every message that was ever published here, in order. */
    public List<TaskMessage> published() {
        lock.lock();
        try {
            return List.copyOf(published);
        } finally {
            lock.unlock();
        }
    }

    /** How many messages wait in the queue for somebody to take them. */
    public int ready(QueueName queue) {
        lock.lock();
        try {
            return queue(queue).size();
        } finally {
            lock.unlock();
        }
    }

    /** How many messages are in consumers' hands. */
    public int unsettled() {
        lock.lock();
        try {
            return consumers.stream().mapToInt(MemoryConsumer::unsettled).sum();
        } finally {
            lock.unlock();
        }
    }

    /** The next message for a consumer of these queues, or null when there is none or the broker is away. */
    @Nullable
    Parcel poll(List<QueueName> names) {
        return names.stream()
                .map(this::queue)
                .filter(queue -> !away && !queue.isEmpty())
                .findFirst()
                .map(Deque::removeFirst)
                .orElse(null);
    }

    void putBack(Parcel parcel) {
        queue(parcel.queue()).addFirst(parcel.again());
        changed.signalAll();
    }

    /** A message in hand names the queue that it came from, also when it was published without one. */
    private static TaskMessage routed(TaskMessage message, QueueName queue) {
        Routing routing = new Routing(queue, message.options().routing().priority());
        return new TaskMessage(
                message.id(),
                message.root(),
                message.parent(),
                message.retries(),
                message.eta(),
                message.expires(),
                message.signature().with(message.options().withRouting(routing)),
                message.chain());
    }

    private Deque<Parcel> queue(QueueName name) {
        return queues.computeIfAbsent(name, _ -> new ArrayDeque<>());
    }
}
