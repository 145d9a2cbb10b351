package io.apium.api.task;

import io.apium.api.wait.Patience;
import io.apium.store.ResultStore;
import io.apium.store.Revocation;
import io.apium.store.Revocations;
import io.apium.task.Fault;
import io.apium.task.Provenance;
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
public final class Revoker {

    private final Revocations revocations;
    private final ResultStore results;
    private final Patience patience;
    private final InstantSource clock;

    Revoker(Revocations revocations, ResultStore results, Patience patience, InstantSource clock) {
        this.revocations = revocations;
        this.results = results;
        this.patience = patience;
        this.clock = clock;
    }

    /** @return whether it is revoked by this; false when it had ended already */
    public CompletableFuture<Boolean> revoke(TaskId id, Provenance provenance) throws InterruptedException {
        tell(id);
        TaskRecord.Ended revoked = new TaskRecord.Revoked(id, Fault.revoked("revoked"), clock.instant(), provenance);
        return results.end(revoked).thenApply(revoked::equals);
    }

    /** Tells workers and scheduler alone: one of them writes the end of what they are at. */
    public void tell(TaskId id) throws InterruptedException {
        patience.tell(() -> revocations.revoke(new Revocation.OfTask(id), clock.instant()));
    }
}
