package io.apium.store;

import io.apium.flow.AttemptTiming;
import io.apium.flow.FlowTimings;
import io.apium.task.TaskId;
import java.util.concurrent.CompletableFuture;

/** How long the tasks of flows took: written by workers, read by the scheduler and for reports. */
public interface FlowTimingStore {

    /** Adds to the row of the same worker and node. Expires with the results. */
    CompletableFuture<Void> add(AttemptTiming timing);

    /** @throws StoreUnavailableException when the store is unavailable */
    FlowTimings find(TaskId flow);
}
