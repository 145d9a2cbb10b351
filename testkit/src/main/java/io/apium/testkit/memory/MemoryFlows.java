package io.apium.testkit.memory;

import io.apium.store.FlowStore;
import io.apium.task.TaskId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The flows that were started. */
public final class MemoryFlows implements FlowStore {

    private final Outage outage;
    private final Map<TaskId, Flow> flows = new HashMap<>();

    MemoryFlows(Outage outage) {
        this.outage = outage;
    }

    @Override
    public void keep(Flow flow) {
        outage.now(() -> {
            flows.put(flow.id(), flow);
            return flow;
        });
    }

    @Override
    public Optional<Flow> find(TaskId id) {
        return outage.now(() -> Optional.ofNullable(flows.get(id)));
    }
}
