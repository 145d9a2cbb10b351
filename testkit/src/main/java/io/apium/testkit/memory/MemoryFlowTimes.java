package io.apium.testkit.memory;

import io.apium.flow.Times;
import io.apium.flow.Times.Row;
import io.apium.flow.Timing;
import io.apium.store.FlowTimes;
import io.apium.task.TaskId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** How long the tasks of flows took. */
public final class MemoryFlowTimes implements FlowTimes {

    private record Where(TaskId flow, int node, String worker) {}

    private final Outage outage;
    private final Map<Where, Row> rows = new HashMap<>();

    MemoryFlowTimes(Outage outage) {
        this.outage = outage;
    }

    @Override
    public CompletableFuture<Void> add(Timing timing) {
        Where where = new Where(timing.mark().flow(), timing.mark().node(), timing.worker());
        return outage.eventually(() -> {
            rows.merge(where, timing.row(), Row::and);
            return null;
        });
    }

    @Override
    public Times find(TaskId flow) {
        return outage.now(() -> new Times(rows.entrySet().stream()
                .filter(entry -> entry.getKey().flow().equals(flow))
                .map(Map.Entry::getValue)
                .toList()));
    }
}
