package io.apium.store;

import io.apium.task.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

/** The revoked tasks. Revocations by id are stored as long as results are, those by a filter as long as they say. */
public interface RevocationStore {

    /** @throws StoreUnavailableException when it was not written; so do all methods */
    void revoke(Revocation revocation, Instant now);

    /** Those of {@code ids} that were revoked by id. */
    Set<TaskId> among(Collection<TaskId> ids);

    /**
     * Passes every stored revocation and then each new one to {@code revoked}, within milliseconds, until closed. One
     * may be passed more than once.
     */
    AutoCloseable follow(Consumer<Revocation> revoked);
}
