package io.apium.api.flow;

import io.apium.api.problem.Refusal;
import io.apium.api.problem.Refused;
import io.apium.api.wait.Patience;
import io.apium.api.wait.Waits;
import io.apium.canvas.Launch.Planned;
import io.apium.store.FlowStore;
import io.apium.store.FlowStore.Flow;
import io.apium.store.ResultStore;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Keeps flows and looks them up, each with what is known of its tasks. */
@Component
final class Flows {

    private final FlowStore flows;
    private final ResultStore results;
    private final Waits waits;
    private final Patience patience;

    Flows(FlowStore flows, ResultStore results, Waits waits, Patience patience) {
        this.flows = flows;
        this.results = results;
        this.waits = waits;
        this.patience = patience;
    }

    void keep(Flow flow) throws InterruptedException {
        patience.tell(() -> flows.keep(flow));
    }

    /** @throws Refused when nothing is known of such a flow */
    Flow known(String id) throws InterruptedException {
        if (id.isBlank() || id.length() > 255) {
            throw unknown(id);
        }
        return patience.ask(() -> flows.find(new TaskId(id))).orElseThrow(() -> unknown(id));
    }

    FlowView view(Flow flow) throws InterruptedException {
        return FlowView.of(flow, records(flow));
    }

    /** The flow as it is at its end, or after {@code limit}. */
    FlowView awaited(Flow flow, Duration limit) throws InterruptedException {
        waits.untilEnded(flow.results(), limit);
        return view(flow);
    }

    List<Planned> open(Flow flow) throws InterruptedException {
        Map<TaskId, TaskRecord> records = records(flow);
        return flow.tasks().stream()
                .filter(task -> !(records.get(task.id()) instanceof TaskRecord.Ended))
                .toList();
    }

    private Map<TaskId, TaskRecord> records(Flow flow) throws InterruptedException {
        List<TaskId> ids = flow.tasks().stream().map(Planned::id).toList();
        return patience.ask(() -> results.find(ids));
    }

    private static Refused unknown(String id) {
        return new Refused(new Refusal.UnknownId("flow", id));
    }
}
