package io.apium.testkit.memory;

import io.apium.store.Revocation;
import io.apium.store.RevocationStore;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The tasks that are not to be run any more. */
public final class MemoryRevocationStore implements RevocationStore {

    private static final Object ALL = new Object();

    private final OutageSwitch outageSwitch;
    private final Set<Revocation> revoked = new LinkedHashSet<>();
    private final MemoryListeners<Object, Consumer<Revocation>> followers = new MemoryListeners<>();

    MemoryRevocationStore(OutageSwitch outageSwitch) {
        this.outageSwitch = outageSwitch;
    }

    @Override
    public void revoke(Revocation revocation, Instant now) {
        outageSwitch.now(() -> {
            revoked.add(revocation);
            outageSwitch.tell(() -> followers.of(ALL).forEach(follower -> follower.accept(revocation)));
            return revocation;
        });
    }

    @Override
    public Set<TaskId> among(Collection<TaskId> ids) {
        return outageSwitch.now(() -> ids.stream()
                .filter(id -> revoked.contains(new Revocation.OfTask(id)))
                .collect(Collectors.toSet()));
    }

    /** What is remembered is given as soon as the store is there, on its own thread. */
    @Override
    public AutoCloseable follow(Consumer<Revocation> follower) {
        Runnable leave = followers.add(ALL, follower);
        var _ = outageSwitch.eventually(() -> {
            Set<Revocation> remembered = Set.copyOf(revoked);
            outageSwitch.tell(() -> remembered.forEach(follower));
            return remembered;
        });
        return leave::run;
    }
}
