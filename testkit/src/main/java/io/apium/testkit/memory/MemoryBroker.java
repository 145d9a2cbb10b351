package io.apium.testkit.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.apium.broker.Broker;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.broker.RawMessage;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A broker in memory, which can be told to be away. */
public final class MemoryBroker implements Broker {

    /** A message in its queue. */
    record Parcel(QueueName queue, Content content, boolean redelivered, RawMessage raw, Instant sentAt) {

        Parcel again() {
            return new Parcel(queue, content, true, raw, sentAt);
        }
    }

    /** Guards everything here and in the consumers. */
    final ReentrantLock lock = new ReentrantLock();

    final Condition changed = lock.newCondition();
    final Map<QueueName, Deque<Parcel>> queues = new HashMap<>();
    final List<MemoryConsumer> consumers = new ArrayList<>();
    private final Map<String, Content> contents = new HashMap<>();
    private final List<TaskMessage> published = new ArrayList<>();
    private final InstantSource clock;
    private boolean away;

    public MemoryBroker() {
        this(InstantSource.system());
    }

    /** @param clock says when a message was sent */
    public MemoryBroker(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> publish(TaskMessage message) {
        return locked(() -> {
            if (away) {
                return unavailable();
            }
            QueueName queue =
                    Optional.ofNullable(message.options().routing().queue()).orElse(QueueName.DEFAULT);
            published.add(message);
            add(queue, new Content.Task(routed(message, queue)), 0);
            return CompletableFuture.completedFuture(null);
        });
    }

    /** Knows a raw message by its body, and publishes what it was made of once more. */
    @Override
    public CompletableFuture<Void> publish(QueueName queue, RawMessage message) {
        return locked(() -> {
            Content content = contents.get(message.body());
            if (away || content == null) {
                return CompletableFuture.failedFuture(
                        new BrokerUnavailableException("the memory broker is away, or never had that message", null));
            }
            add(
                    queue,
                    content instanceof Content.Task(TaskMessage task) ? afresh(task, queue) : content,
                    message.replays());
            return CompletableFuture.completedFuture(null);
        });
    }

    /** Comes out of the queue as a message that no task can be read from. */
    @Override
    public CompletableFuture<Void> reply(QueueName client, TaskRecord record) {
        return locked(() -> {
            if (away) {
                return unavailable();
            }
            if (queues.containsKey(client)) {
                add(client, new Content.Unreadable("a reply: " + record.state(), record.id(), null), 0);
            }
            return CompletableFuture.completedFuture(null);
        });
    }

    private static CompletableFuture<Void> unavailable() {
        return CompletableFuture.failedFuture(
                new BrokerUnavailableException("the memory broker is switched off", null));
    }

    private static Content afresh(TaskMessage task, QueueName queue) {
        TaskMessage fresh =
                new TaskMessage(task.id(), task.root(), task.parent(), 0, null, null, task.signature(), task.chain());
        return new Content.Task(routed(fresh, queue));
    }

    private void add(QueueName queue, Content content, int replays) {
        String body = Base64.getEncoder().encodeToString(("message " + contents.size()).getBytes(UTF_8));
        contents.put(body, content);
        Map<String, @Nullable Object> headers = new HashMap<>();
        if (replays > 0) {
            headers.put(RawMessage.REPLAYS, replays);
        }
        switch (content) {
            case Content.Task(TaskMessage task) -> {
                headers.put("id", task.id().value());
                headers.put("task", task.task());
                headers.put("retries", task.retries());
            }
            case Content.Unreadable(String _, TaskId id, String task) -> {
                headers.put("id", id == null ? null : id.value());
                headers.put("task", task);
            }
        }
        queue(queue)
                .addLast(new Parcel(queue, content, false, new RawMessage(headers, Map.of(), body), clock.instant()));
        changed.signalAll();
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
        return locked(() -> !away);
    }

    /** Is unavailable from now on, as after a lost connection: every unacked message is requeued. */
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
            add(queue, unreadable, 0);
        } finally {
            lock.unlock();
        }
    }

    /** Every message that was ever published here, in order. */
    public List<TaskMessage> published() {
        return locked(() -> List.copyOf(published));
    }

    /** The number of ready messages in the queue. */
    public int ready(QueueName queue) {
        return locked(() -> queue(queue).size());
    }

    /** How many messages are in consumers' hands. */
    public int unsettled() {
        return locked(
                () -> consumers.stream().mapToInt(MemoryConsumer::unsettled).sum());
    }

    private <T> T locked(Supplier<T> access) {
        lock.lock();
        try {
            return access.get();
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

    /** An unacked message names the queue that it came from, also when it was published without one. */
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
