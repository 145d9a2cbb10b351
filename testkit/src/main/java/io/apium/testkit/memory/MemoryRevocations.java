package io.apium.testkit.memory;

import io.apium.store.Revocations;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The tasks that are not to be run any more. */
public final class MemoryRevocations implements Revocations {

    private static final Object ALL = new Object();

    private final Outage outage;
    private final Set<TaskId> revoked = new LinkedHashSet<>();
    private final Listeners<Object, Consumer<TaskId>> followers = new Listeners<>();

    MemoryRevocations(Outage outage) {
        this.outage = outage;
    }

    @Override
    public void revoke(TaskId id, Instant now) {
        outage.now(() -> {
            revoked.add(id);
            outage.tell(() -> followers.of(ALL).forEach(follower -> follower.accept(id)));
            return id;
        });
    }

    /** What is remembered is given as soon as the store is there, on its own thread. */
    @Override
    public AutoCloseable follow(Consumer<TaskId> follower) {
        Runnable leave = followers.add(ALL, follower);
        var _ = outage.eventually(() -> {
            Set<TaskId> remembered = Set.copyOf(revoked);
            outage.tell(() -> remembered.forEach(follower));
            return remembered;
        });
        return leave::run;
    }
}
