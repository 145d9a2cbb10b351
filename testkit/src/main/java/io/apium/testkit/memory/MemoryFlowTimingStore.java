package io.apium.testkit.memory;

import io.apium.flow.AttemptTiming;
import io.apium.flow.FlowTimings;
import io.apium.flow.FlowTimings.Row;
import io.apium.store.FlowTimingStore;
import io.apium.task.TaskId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** How long the tasks of flows took. */
public final class MemoryFlowTimingStore implements FlowTimingStore {

    private record Where(TaskId flow, int node, String worker) {}

    private final OutageSwitch outageSwitch;
    private final Map<Where, Row> rows = new HashMap<>();

    MemoryFlowTimingStore(OutageSwitch outageSwitch) {
        this.outageSwitch = outageSwitch;
    }

    @Override
    public CompletableFuture<Void> add(AttemptTiming timing) {
        Where where = new Where(timing.mark().flow(), timing.mark().node(), timing.worker());
        return outageSwitch.eventually(() -> {
            rows.merge(where, timing.row(), Row::and);
            return null;
        });
    }

    @Override
    public FlowTimings find(TaskId flow) {
        return outageSwitch.now(() -> new FlowTimings(rows.entrySet().stream()
                .filter(entry -> entry.getKey().flow().equals(flow))
                .map(Map.Entry::getValue)
                .toList()));
    }
}
