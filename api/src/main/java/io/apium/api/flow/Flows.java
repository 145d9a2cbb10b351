package io.apium.api.flow;

import io.apium.api.flow.Known.Advanced;
import io.apium.api.flow.Known.Carried;
import io.apium.api.path.PathId;
import io.apium.api.problem.ApiException;
import io.apium.api.problem.Refusal;
import io.apium.api.wait.Patience;
import io.apium.api.wait.Waits;
import io.apium.canvas.Launch.Planned;
import io.apium.flow.Flow;
import io.apium.flow.Times;
import io.apium.ledger.Course;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import io.apium.store.FlowStore;
import io.apium.store.FlowTimes;
import io.apium.store.ResultStore;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks flows up, each with what is known of it. */
@Component
final class Flows {

    private final FlowStore flows;
    private final Ledger ledger;
    private final ResultStore results;
    private final FlowTimes times;
    private final Waits waits;
    private final Patience patience;

    Flows(FlowStore flows, Ledger ledger, ResultStore results, FlowTimes times, Waits waits, Patience patience) {
        this.flows = flows;
        this.ledger = ledger;
        this.results = results;
        this.times = times;
        this.waits = waits;
        this.patience = patience;
    }

    void keep(FlowStore.Flow flow) throws InterruptedException {
        patience.tell(() -> flows.keep(flow));
    }

    /** @throws ApiException when nothing is known of such a flow */
    Known known(String id) throws InterruptedException {
        TaskId flow = PathId.task("flow", id);
        FlowStore.Flow kept = patience.ask(() -> flows.find(flow)).orElse(null);
        return (kept == null ? advanced(flow) : known(kept)).orElseThrow(() -> unknown(id));
    }

    /** Empty where it has been forgotten, or was never begun. */
    Optional<Known> known(FlowStore.Flow kept) throws InterruptedException {
        return kept.tasks().isEmpty() ? advanced(kept.id()) : Optional.of(new Carried(kept));
    }

    private Optional<Known> advanced(TaskId id) throws InterruptedException {
        return patience.ask(() -> ledger.find(EntryKey.flow(id)))
                .flatMap(entry -> entry.state() instanceof Course(Flow flow)
                        ? Optional.of(new Advanced(flow, entry.revision()))
                        : Optional.empty());
    }

    FlowView view(Known known) throws InterruptedException {
        return switch (known) {
            case Carried(FlowStore.Flow flow) -> FlowView.of(flow, records(flow));
            case Advanced(Flow flow, long _) -> {
                TaskRecord record =
                        patience.ask(() -> results.find(List.of(flow.id()))).get(flow.id());
                if (record instanceof TaskRecord.Unreadable(TaskId id, String reason)) {
                    throw new ApiException(new Refusal.UnreadableRecord("record of flow " + id, reason));
                }
                Times done = patience.ask(() -> times.find(flow.id()));
                yield FlowView.of(flow, record, done);
            }
        };
    }

    /**
     * A flow as it is listed, for which no result is read, however large they are. Empty where it has been forgotten, was
     * never begun, or cannot be read.
     */
    Optional<FlowsView.Line> line(FlowStore.Flow kept) throws InterruptedException {
        Optional<Known> known;
        try {
            known = known(kept);
        } catch (ApiException refused) {
            if (refused.refusal() instanceof Refusal.UnreadableRecord) {
                return Optional.empty();
            }
            throw refused;
        }
        return known.isEmpty() ? Optional.empty() : Optional.of(line(known.get()));
    }

    private FlowsView.Line line(Known known) throws InterruptedException {
        return switch (known) {
            case Carried(FlowStore.Flow flow) -> {
                List<TaskId> ids = flow.tasks().stream().map(Planned::id).toList();
                Map<TaskId, String> states = patience.ask(() -> results.states(ids));
                yield FlowsView.Line.of(flow, states, patience.ask(() -> results.ends(flow.results())));
            }
            case Advanced(Flow flow, long _) -> {
                List<TaskId> own = List.of(flow.id());
                String state = patience.ask(() -> results.states(own)).get(flow.id());
                Instant ended = patience.ask(() -> results.ends(own)).get(flow.id());
                yield FlowsView.Line.of(flow, state, ended, patience.ask(() -> times.find(flow.id())));
            }
        };
    }

    /** The flow as it is at its end, or after {@code limit}. */
    FlowView awaited(Known known, Duration limit) throws InterruptedException {
        return switch (known) {
            case Carried(FlowStore.Flow flow) -> {
                waits.untilEnded(flow.results(), limit);
                yield view(known);
            }
            case Advanced(Flow flow, long _) -> {
                waits.untilEnded(List.of(flow.id()), limit);
                yield view(known(flow.id().value()));
            }
        };
    }

    GraphView graph(Known known) throws InterruptedException {
        return switch (known) {
            case Carried(FlowStore.Flow flow) -> GraphView.of(FlowView.of(flow, records(flow)));
            case Advanced(Flow flow, long _) -> Nodes.graph(flow.graph(), flow.stands());
        };
    }

    List<Planned> open(FlowStore.Flow flow) throws InterruptedException {
        Map<TaskId, TaskRecord> records = records(flow);
        return flow.tasks().stream()
                .filter(task -> !(records.get(task.id()) instanceof TaskRecord.Ended))
                .toList();
    }

    private Map<TaskId, TaskRecord> records(FlowStore.Flow flow) throws InterruptedException {
        List<TaskId> ids = flow.tasks().stream().map(Planned::id).toList();
        return patience.ask(() -> results.find(ids));
    }

    static ApiException unknown(String id) {
        return new ApiException(new Refusal.UnknownId("flow", id));
    }
}
