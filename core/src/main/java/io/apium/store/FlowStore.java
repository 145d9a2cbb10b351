package io.apium.store;

import io.apium.canvas.Launch;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which tasks belong to a flow that was asked for over HTTP. */
public interface FlowStore {

    /** @throws StoreUnavailable when it was not written */
    void keep(Flow flow);

    Optional<Flow> find(TaskId id);

    /**
     * A flow as it was started.
     *
     * @param kind chain, group, chord or task
     * @param tasks every task of it
     * @param results those whose results are the flow's
     */
    record Flow(TaskId id, String kind, List<Launch.Planned> tasks, List<TaskId> results, Instant startedAt) {}
}
