package io.apium.api.task;

import io.apium.api.wait.StoreTimeout;
import io.apium.store.ResultStore;
import io.apium.store.Revocation;
import io.apium.store.RevocationStore;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Ends tasks that have not ended. The workers and the scheduler hear first and the record follows: whoever ends the task in
 * between has the record, and nothing is lost. What follows from the end is left to the one that has the message.
 */
@Component
public final class TaskRevoker {

    private final RevocationStore revocations;
    private final ResultStore results;
    private final StoreTimeout timeout;
    private final InstantSource clock;

    TaskRevoker(RevocationStore revocations, ResultStore results, StoreTimeout timeout, InstantSource clock) {
        this.revocations = revocations;
        this.results = results;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** @return whether it is revoked by this; false when it had ended already */
    public CompletableFuture<Boolean> revoke(TaskId id, ResultMetadata metadata) throws InterruptedException {
        tell(id);
        TaskRecord.Ended revoked = new TaskRecord.Revoked(id, TaskError.revoked("revoked"), clock.instant(), metadata);
        return results.end(revoked).thenApply(revoked::equals);
    }

    /** Tells workers and scheduler alone: one of them writes the end of what they are at. */
    public void tell(TaskId id) throws InterruptedException {
        timeout.tell(() -> revocations.revoke(new Revocation.OfTask(id), clock.instant()));
    }
}
