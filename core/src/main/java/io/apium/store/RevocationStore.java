package io.apium.store;

import io.apium.task.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The tasks that are not to be run any more. Those revoked by id are remembered for as long as results are, those
 * revoked by a filter for as long as was said.
 */
public interface RevocationStore {

    /** @throws StoreUnavailableException when it was not written, as with all of these */
    void revoke(Revocation revocation, Instant now);

    /** Those of {@code ids} that were revoked by id. */
    Set<TaskId> among(Collection<TaskId> ids);

    /**
     * Gives {@code revoked} every revocation that is remembered and then each new one, within milliseconds, until closed.
     * The same one may be given more than once.
     */
    AutoCloseable follow(Consumer<Revocation> revoked);
}
