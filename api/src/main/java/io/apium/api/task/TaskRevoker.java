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
 * Revokes tasks that have not ended. Workers and schedulers are notified first, then the record is written; a task that ends
 * in between keeps its own record. The worker or scheduler that has the message publishes the errbacks.
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

    /** @return whether this call revoked the task; false when it had already ended */
    public CompletableFuture<Boolean> revoke(TaskId id, ResultMetadata metadata) throws InterruptedException {
        timeout.tell(() -> revocations.revoke(new Revocation.OfTask(id), clock.instant()));
        TaskRecord.Ended revoked = new TaskRecord.Revoked(id, TaskError.revoked("revoked"), clock.instant(), metadata);
        return results.end(revoked).thenApply(revoked::equals);
    }
}
