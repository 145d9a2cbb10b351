package io.apium.worker.consume;

import io.apium.task.QueueName;
import io.apium.worker.ProvidedPool;
import java.util.HashSet;
import java.util.Set;

/** Lets a pool take from the queues that whoever provided it wants, as that changes. One thread at a time. */
public final class DynamicQueues {

    private final ProvidedPool pool;
    private final QueueConsumer consumer;
    private Set<QueueName> given = Set.of();

    public DynamicQueues(ProvidedPool pool, QueueConsumer consumer) {
        this.pool = pool;
        this.consumer = consumer;
    }

    /** Queues that others have added or taken away stay as they are. */
    public void look() {
        Set<QueueName> wanted = Set.copyOf(pool.further().get());
        Set<QueueName> gone = new HashSet<>(given);
        gone.removeAll(wanted);
        gone.forEach(consumer::remove);
        wanted.stream().filter(queue -> !given.contains(queue)).forEach(consumer::add);
        given = wanted;
    }
}
