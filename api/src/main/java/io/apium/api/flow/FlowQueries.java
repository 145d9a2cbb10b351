package io.apium.api.flow;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.flow.FoundFlow.CanvasFlow;
import io.apium.api.flow.FoundFlow.ScheduledFlow;
import io.apium.api.path.PathId;
import io.apium.api.wait.CompletionWaiter;
import io.apium.api.wait.StoreTimeout;
import io.apium.canvas.Submission.PlannedTask;
import io.apium.flow.FlowState;
import io.apium.flow.FlowTimings;
import io.apium.ledger.EntryKey;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.Ledger;
import io.apium.store.FlowIndex;
import io.apium.store.FlowTimingStore;
import io.apium.store.ResultStore;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds flows, and reads the data of their views. */
@Component
final class FlowQueries {

    private final FlowIndex flows;
    private final Ledger ledger;
    private final ResultStore results;
    private final FlowTimingStore times;
    private final CompletionWaiter waiter;
    private final StoreTimeout timeout;

    FlowQueries(
            FlowIndex flows,
            Ledger ledger,
            ResultStore results,
            FlowTimingStore times,
            CompletionWaiter waiter,
            StoreTimeout timeout) {
        this.flows = flows;
        this.ledger = ledger;
        this.results = results;
        this.times = times;
        this.waiter = waiter;
        this.timeout = timeout;
    }

    void keep(FlowIndex.Flow flow) throws InterruptedException {
        timeout.tell(() -> flows.keep(flow));
    }

    /** @throws ApiException when no flow has this id, or it has expired */
    FoundFlow known(String id) throws InterruptedException {
        TaskId flow = PathId.task("flow", id);
        FlowIndex.Flow kept = timeout.ask(() -> flows.find(flow)).orElse(null);
        return (kept == null ? advanced(flow) : known(kept)).orElseThrow(() -> unknown(id));
    }

    /** Empty when the flow has expired or was never started. */
    Optional<FoundFlow> known(FlowIndex.Flow kept) throws InterruptedException {
        return kept.tasks().isEmpty() ? advanced(kept.id()) : Optional.of(new CanvasFlow(kept));
    }

    private Optional<FoundFlow> advanced(TaskId id) throws InterruptedException {
        return timeout.ask(() -> ledger.find(EntryKey.flow(id)))
                .flatMap(entry -> entry.state() instanceof FlowEntry(FlowState flow)
                        ? Optional.of(new ScheduledFlow(flow))
                        : Optional.empty());
    }

    /**
     * The view of a submitted flow. Without an Idempotency-Key the flow is new and has no records yet; with a key an earlier
     * request may have started it, so its records are read.
     *
     * @param requestName derived from the Idempotency-Key, or null
     */
    FlowView submitted(FoundFlow flow, @Nullable String requestName) throws InterruptedException {
        if (requestName != null) {
            return view(flow);
        }
        return switch (flow) {
            case CanvasFlow(FlowIndex.Flow canvas) -> FlowView.of(canvas, Map.of());
            case ScheduledFlow(FlowState scheduled) -> FlowView.of(scheduled, null, FlowTimings.NONE);
        };
    }

    FlowView view(FoundFlow known) throws InterruptedException {
        return switch (known) {
            case CanvasFlow(FlowIndex.Flow flow) -> FlowView.of(flow, records(flow));
            case ScheduledFlow(FlowState flow) -> {
                TaskRecord record =
                        timeout.ask(() -> results.find(List.of(flow.id()))).get(flow.id());
                if (record instanceof TaskRecord.Unreadable(TaskId id, String reason)) {
                    throw new ApiException(new ApiError.UnreadableRecord("record of flow " + id, reason));
                }
                FlowTimings done = timeout.ask(() -> times.find(flow.id()));
                yield FlowView.of(flow, record, done);
            }
        };
    }

    /**
     * A flow in a list. Results are not read, since they can be large. Empty when the flow has expired, was never
     * started, or cannot be read.
     */
    Optional<FlowsView.Line> line(FlowIndex.Flow kept) throws InterruptedException {
        Optional<FoundFlow> flow;
        try {
            flow = known(kept);
        } catch (ApiException refused) {
            if (refused.refusal() instanceof ApiError.UnreadableRecord) {
                return Optional.empty();
            }
            throw refused;
        }
        return flow.isEmpty() ? Optional.empty() : Optional.of(line(flow.get()));
    }

    private FlowsView.Line line(FoundFlow known) throws InterruptedException {
        return switch (known) {
            case CanvasFlow(FlowIndex.Flow flow) -> {
                List<TaskId> ids = flow.tasks().stream().map(PlannedTask::id).toList();
                Map<TaskId, String> states = timeout.ask(() -> results.states(ids));
                yield FlowsView.Line.of(flow, states, timeout.ask(() -> results.ends(flow.results())));
            }
            case ScheduledFlow(FlowState flow) -> {
                List<TaskId> own = List.of(flow.id());
                String state = timeout.ask(() -> results.states(own)).get(flow.id());
                Instant ended = timeout.ask(() -> results.ends(own)).get(flow.id());
                yield FlowsView.Line.of(flow, state, ended, timeout.ask(() -> times.find(flow.id())));
            }
        };
    }

    /** The view at the end of the flow, or after {@code limit}. */
    FlowView awaited(FoundFlow known, Duration limit) throws InterruptedException {
        return switch (known) {
            case CanvasFlow(FlowIndex.Flow flow) -> {
                waiter.untilEnded(flow.results(), limit);
                yield view(known);
            }
            case ScheduledFlow(FlowState flow) -> {
                waiter.untilEnded(List.of(flow.id()), limit);
                yield view(known(flow.id().value()));
            }
        };
    }

    GraphView graph(FoundFlow known) throws InterruptedException {
        return switch (known) {
            case CanvasFlow(FlowIndex.Flow flow) -> GraphView.of(FlowView.of(flow, records(flow)));
            case ScheduledFlow(FlowState flow) -> GraphViews.graph(flow.graph(), flow.nodeStates());
        };
    }

    List<PlannedTask> open(FlowIndex.Flow flow) throws InterruptedException {
        Map<TaskId, TaskRecord> records = records(flow);
        return flow.tasks().stream()
                .filter(task -> !(records.get(task.id()) instanceof TaskRecord.Ended))
                .toList();
    }

    private Map<TaskId, TaskRecord> records(FlowIndex.Flow flow) throws InterruptedException {
        List<TaskId> ids = flow.tasks().stream().map(PlannedTask::id).toList();
        return timeout.ask(() -> results.find(ids));
    }

    static ApiException unknown(String id) {
        return new ApiException(new ApiError.UnknownId("flow", id));
    }
}
