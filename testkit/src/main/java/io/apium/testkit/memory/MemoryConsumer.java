package io.apium.testkit.memory;

import io.apium.broker.Broker;
import io.apium.broker.Delivery;
import io.apium.broker.RawMessage;
import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import io.apium.testkit.memory.MemoryBroker.Parcel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One consumer of a memory broker: the thread that feeds its sink, and its unacked messages. */
final class MemoryConsumer implements Broker.Subscription, Runnable {

    private static final Logger log = LoggerFactory.getLogger(MemoryConsumer.class);

    private final MemoryBroker broker;
    private final List<QueueName> queues;
    private final int prefetch;
    private final Consumer<Delivery> sink;
    private final List<MemoryDelivery> unsettled = new ArrayList<>();
    private boolean cancelled;

    MemoryConsumer(MemoryBroker broker, List<QueueName> queues, int prefetch, Consumer<Delivery> sink) {
        if (prefetch < 1) {
            throw new IllegalArgumentException("prefetch is at least 1, got: " + prefetch);
        }
        this.broker = broker;
        this.queues = List.copyOf(queues);
        this.prefetch = prefetch;
        this.sink = sink;
    }

    @Override
    public void run() {
        MemoryDelivery next = take();
        while (next != null) {
            try {
                sink.accept(next);
            } catch (RuntimeException e) {
                log.error("a sink failed; its message stays unsettled until the consumer is closed", e);
            }
            next = take();
        }
    }

    boolean consumes(QueueName queue) {
        return queues.contains(queue);
    }

    @Override
    public boolean isAttached() {
        broker.lock.lock();
        try {
            return !cancelled && broker.isReachable();
        } finally {
            broker.lock.unlock();
        }
    }

    @Override
    public Map<QueueName, String> unattached() {
        return isAttached()
                ? Map.of()
                : queues.stream()
                        .collect(Collectors.toMap(each -> each, _ -> "the memory broker is away, or cancelled"));
    }

    @Override
    public void cancel() {
        broker.lock.lock();
        try {
            cancelled = true;
            broker.changed.signalAll();
        } finally {
            broker.lock.unlock();
        }
    }

    @Override
    public void close() {
        broker.lock.lock();
        try {
            cancel();
            returnAll();
        } finally {
            broker.lock.unlock();
        }
    }

    /** Requeues every unacked message, the oldest first in line. The caller has the lock. */
    void returnAll() {
        List.copyOf(unsettled).reversed().forEach(MemoryDelivery::requeue);
    }

    @Override
    public int unsettled() {
        broker.lock.lock();
        try {
            return unsettled.size();
        } finally {
            broker.lock.unlock();
        }
    }

    private @Nullable MemoryDelivery take() {
        broker.lock.lock();
        try {
            while (!cancelled) {
                Parcel parcel = unsettled.size() < prefetch ? broker.poll(queues) : null;
                if (parcel != null) {
                    MemoryDelivery delivery = new MemoryDelivery(parcel);
                    unsettled.add(delivery);
                    return delivery;
                }
                broker.changed.awaitUninterruptibly();
            }
            return null;
        } finally {
            broker.lock.unlock();
        }
    }

    /** A message that was given to the sink; settled by leaving the list. */
    private final class MemoryDelivery implements Delivery {

        private final Parcel parcel;

        MemoryDelivery(Parcel parcel) {
            this.parcel = parcel;
        }

        @Override
        public Content content() {
            return parcel.content();
        }

        @Override
        public RawMessage raw() {
            return parcel.raw();
        }

        /** Nothing is ever written here; as long as its arguments are in Java's words. */
        @Override
        public int bytes() {
            return parcel.content() instanceof Content.Task(TaskMessage task)
                    ? task.signature().args().toString().length()
                            + task.signature().kwargs().toString().length()
                    : 0;
        }

        @Override
        public QueueName queue() {
            return parcel.queue();
        }

        @Override
        public Instant sentAt() {
            return parcel.sentAt();
        }

        @Override
        public boolean redelivered() {
            return parcel.redelivered();
        }

        @Override
        public void ack() {
            broker.lock.lock();
            try {
                unsettled.remove(this);
                broker.changed.signalAll();
            } finally {
                broker.lock.unlock();
            }
        }

        @Override
        public void requeue() {
            broker.lock.lock();
            try {
                if (unsettled.remove(this)) {
                    broker.putBack(parcel);
                }
            } finally {
                broker.lock.unlock();
            }
        }
    }
}
