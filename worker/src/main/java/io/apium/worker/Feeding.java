package io.apium.worker;

import io.apium.task.QueueName;
import java.util.HashSet;
import java.util.Set;

/** Lets a pool take from the queues that whoever provided it wants, as that changes. One thread at a time. */
final class Feeding {

    private final ProvidedPool pool;
    private final Intake intake;
    private Set<QueueName> given = Set.of();

    Feeding(ProvidedPool pool, Intake intake) {
        this.pool = pool;
        this.intake = intake;
    }

    /** Queues that others have added or taken away stay as they are. */
    void look() {
        Set<QueueName> wanted = Set.copyOf(pool.further().get());
        Set<QueueName> gone = new HashSet<>(given);
        gone.removeAll(wanted);
        gone.forEach(intake::remove);
        wanted.stream().filter(queue -> !given.contains(queue)).forEach(intake::add);
        given = wanted;
    }
}
