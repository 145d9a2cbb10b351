package io.apium.store;

import io.apium.task.TaskId;
import java.time.Instant;
import java.util.function.Consumer;

/** The tasks that are not to be run any more. Remembered for as long as results are. */
public interface Revocations {

    /** @throws StoreUnavailable when it was not written */
    void revoke(TaskId id, Instant now);

    /**
     * Gives {@code revoked} every revocation that is remembered and then each new one, within milliseconds, until closed.
     * The same one may be given more than once.
     */
    AutoCloseable follow(Consumer<TaskId> revoked);
}
