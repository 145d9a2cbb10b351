package io.apium.testkit.memory;

import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.QueueInspector;
import io.apium.task.QueueName;
import io.apium.testkit.memory.MemoryBroker.Parcel;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The queues of a memory broker, all of which count as created by a message. */
public final class MemoryQueueInspector implements QueueInspector {

    private final MemoryBroker broker;

    public MemoryQueueInspector(MemoryBroker broker) {
        this.broker = broker;
    }

    @Override
    public List<QueueName> created() {
        return locked(() -> List.copyOf(broker.queues.keySet()));
    }

    @Override
    public Map<QueueName, QueueDepth> depths(Collection<QueueName> queues) {
        return locked(() -> {
            Map<QueueName, QueueDepth> depths = new LinkedHashMap<>();
            for (QueueName queue : queues) {
                Deque<Parcel> messages = broker.queues.get(queue);
                if (messages != null) {
                    depths.put(queue, new QueueDepth(messages.size(), consumers(queue)));
                }
            }
            return depths;
        });
    }

    private int consumers(QueueName queue) {
        return (int) broker.consumers.stream()
                .filter(consumer -> consumer.isAttached() && consumer.consumes(queue))
                .count();
    }

    @Override
    public OptionalInt purge(QueueName queue) {
        return locked(() -> {
            Deque<Parcel> messages = broker.queues.get(queue);
            if (messages == null) {
                return OptionalInt.empty();
            }
            int purged = messages.size();
            messages.clear();
            return OptionalInt.of(purged);
        });
    }

    private <T> T locked(Supplier<T> access) {
        broker.lock.lock();
        try {
            if (!broker.isReachable()) {
                throw new BrokerUnavailableException("the memory broker is switched off", null);
            }
            return access.get();
        } finally {
            broker.lock.unlock();
        }
    }
}
