package io.apium.worker.consume;

import io.apium.task.QueueName;
import io.apium.worker.ProvidedPool;
import java.util.HashSet;
import java.util.Set;

/** Makes a pool consume the queues that its {@code TaskProvider} names, as they change. One thread at a time. */
public final class DynamicQueues {

    private final ProvidedPool pool;
    private final QueueConsumer consumer;
    private Set<QueueName> given = Set.of();

    public DynamicQueues(ProvidedPool pool, QueueConsumer consumer) {
        this.pool = pool;
        this.consumer = consumer;
    }

    /** Queues that remote control has added or cancelled stay as they are. */
    public void look() {
        Set<QueueName> wanted = Set.copyOf(pool.further().get());
        Set<QueueName> gone = new HashSet<>(given);
        gone.removeAll(wanted);
        gone.forEach(consumer::remove);
        wanted.stream().filter(queue -> !given.contains(queue)).forEach(consumer::add);
        given = wanted;
    }
}
