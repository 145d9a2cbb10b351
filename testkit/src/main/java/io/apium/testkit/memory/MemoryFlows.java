package io.apium.testkit.memory;

import io.apium.store.FlowStore;
import io.apium.task.TaskId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The flows that were started. */
public final class MemoryFlows implements FlowStore {

    private static final Comparator<Flow> NEWEST_FIRST = Comparator.comparing(Flow::startedAt)
            .thenComparing(flow -> flow.id().value())
            .reversed();

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

    @Override
    public Page recent(@Nullable TaskId from, int limit) {
        return outage.now(() -> {
            List<Flow> newest = flows.values().stream().sorted(NEWEST_FIRST).toList();
            int begin = from == null ? 0 : newest.indexOf(flows.get(from)) + 1;
            boolean isForgotten = from != null && begin == 0;
            List<Flow> page = isForgotten
                    ? List.of()
                    : newest.stream().skip(begin).limit(limit).toList();
            return new Page(page, page.size() < limit ? null : page.getLast().id());
        });
    }
}
