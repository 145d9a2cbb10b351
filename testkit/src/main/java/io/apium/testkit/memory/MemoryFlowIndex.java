package io.apium.testkit.memory;

import io.apium.store.FlowIndex;
import io.apium.task.TaskId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The flows that were started. */
public final class MemoryFlowIndex implements FlowIndex {

    private static final Comparator<Flow> NEWEST_FIRST = Comparator.comparing(Flow::startedAt)
            .thenComparing(flow -> flow.id().value())
            .reversed();

    private final OutageSwitch outageSwitch;
    private final Map<TaskId, Flow> flows = new HashMap<>();

    MemoryFlowIndex(OutageSwitch outageSwitch) {
        this.outageSwitch = outageSwitch;
    }

    @Override
    public void keep(Flow flow) {
        outageSwitch.now(() -> {
            flows.put(flow.id(), flow);
            return flow;
        });
    }

    @Override
    public Optional<Flow> find(TaskId id) {
        return outageSwitch.now(() -> Optional.ofNullable(flows.get(id)));
    }

    @Override
    public Page recent(@Nullable TaskId from, int limit) {
        return outageSwitch.now(() -> {
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
