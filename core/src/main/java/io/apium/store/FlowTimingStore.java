package io.apium.store;

import io.apium.flow.AttemptTiming;
import io.apium.flow.FlowTimings;
import io.apium.task.TaskId;
import java.util.concurrent.CompletableFuture;

/** How long the tasks of flows took: told by workers, read by the scheduler and by whoever asks for a report. */
public interface FlowTimingStore {

    /** Adds to what the same worker did for the same node. Forgotten with the results. */
    CompletableFuture<Void> add(AttemptTiming timing);

    /** @throws StoreUnavailableException when the store is away */
    FlowTimings find(TaskId flow);
}
