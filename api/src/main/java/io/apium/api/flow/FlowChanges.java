package io.apium.api.flow;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.flow.FoundFlow.CanvasFlow;
import io.apium.api.flow.FoundFlow.ScheduledFlow;
import io.apium.api.task.TaskRevoker;
import io.apium.api.wait.StoreTimeout;
import io.apium.canvas.Submission.PlannedTask;
import io.apium.flow.FlowState;
import io.apium.flow.FlowState.Phase;
import io.apium.ledger.EntryKey;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.Ledger;
import io.apium.store.FlowIndex;
import io.apium.store.ResultStore;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * Begins, pauses, resumes, retries and revokes flows. A change is made on what the ledger has, and anew where somebody else
 * has written meanwhile; the scheduler wakes at once to go on with it.
 */
@Component
final class FlowChanges {

    /** How often a change is made anew: the scheduler writes a flow each time that a part of it ends. */
    private static final int TRIES = 20;

    private static final Executor A_MOMENT_LATER = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

    private final FlowQueries flows;
    private final Ledger ledger;
    private final ResultStore results;
    private final TaskRevoker taskRevoker;
    private final StoreTimeout timeout;
    private final InstantSource clock;

    FlowChanges(
            FlowQueries flows,
            Ledger ledger,
            ResultStore results,
            TaskRevoker taskRevoker,
            StoreTimeout timeout,
            InstantSource clock) {
        this.flows = flows;
        this.ledger = ledger;
        this.results = results;
        this.taskRevoker = taskRevoker;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** One of the same id that was begun before stands as it is. */
    FoundFlow begin(FlowState flow) throws InterruptedException {
        flows.keep(new FlowIndex.Flow(
                flow.id(), GraphViews.kind(flow.plan()), List.of(), List.of(flow.id()), flow.startedAt()));
        var _ = timeout.of(ledger.write(new FlowEntry(flow), Ledger.NONE, flow.startedAt()));
        return flows.known(flow.id().value());
    }

    /** @throws ApiException when it has ended, or is on its way back, or travels in messages */
    FoundFlow pause(String id) throws InterruptedException {
        return change(id, flow -> {
            if (flow.phase() == Phase.RUNNING && flow.error() != null) {
                throw refused("the flow has failed and is on its way back");
            }
            return open(flow).phase() == Phase.PAUSED ? flow : flow.paused();
        });
    }

    /** @throws ApiException when it has ended, or travels in messages */
    FoundFlow resume(String id) throws InterruptedException {
        return change(id, flow -> open(flow).phase() == Phase.RUNNING ? flow : flow.resumed());
    }

    /** @throws ApiException when it has not failed, or is not for itself, or travels in messages */
    FoundFlow retry(String id) throws InterruptedException {
        FlowState failed = retriable(settled(id));
        // nobody is to take the failure for the end of the new attempt
        timeout.of(results.reopen(failed.id()));
        return change(id, flow -> retriable(flow).retried());
    }

    /** Its end can be read a moment before the ledger says so, too. */
    private FlowState settled(String id) throws InterruptedException {
        FlowState flow = advanced(id).flow();
        for (int tries = 0; tries < TRIES && flow.endedAt() == null && isTold(flow); tries++) {
            timeout.of(CompletableFuture.runAsync(() -> {}, A_MOMENT_LATER));
            flow = advanced(id).flow();
        }
        return flow;
    }

    private boolean isTold(FlowState flow) throws InterruptedException {
        return timeout.ask(() -> results.find(List.of(flow.id()))).get(flow.id()) instanceof TaskRecord.Ended;
    }

    private static FlowState open(FlowState flow) {
        if (flow.endedAt() != null) {
            throw refused("the flow has ended: " + flow.phase());
        }
        return flow;
    }

    private static FlowState retriable(FlowState flow) {
        if (!flow.isTop()) {
            throw refused("the flow is in place of a task, and what follows from its end has begun");
        }
        if (flow.phase() != Phase.FAILURE) {
            throw refused("what has failed can be tried again, and the flow is " + flow.phase());
        }
        return flow;
    }

    private FoundFlow change(String id, UnaryOperator<FlowState> change) throws InterruptedException {
        for (int tries = 0; tries < TRIES; tries++) {
            ScheduledFlow standing = advanced(id);
            FlowState changed = change.apply(standing.flow());
            Instant now = clock.instant();
            if (changed.equals(standing.flow())
                    || timeout.of(ledger.write(new FlowEntry(changed), standing.revision(), now))) {
                return flows.known(id);
            }
        }
        throw new ApiException(new ApiError.ChangedMeanwhile(id));
    }

    private ScheduledFlow advanced(String id) throws InterruptedException {
        return switch (flows.known(id)) {
            case ScheduledFlow scheduledFlow -> scheduledFlow;
            case CanvasFlow _ -> throw refused("the flow travels in messages, which nobody can hold back; revoke it");
        };
    }

    /** @return false when it had ended already */
    boolean revoke(FoundFlow known) throws InterruptedException {
        return switch (known) {
            case CanvasFlow(FlowIndex.Flow flow) -> revoke(flows.open(flow));
            case ScheduledFlow(FlowState flow, long _) -> {
                boolean isOpen = flow.endedAt() == null;
                if (isOpen) {
                    taskRevoker.tell(flow.id());
                    timeout.of(ledger.wake(EntryKey.flow(flow.id()), clock.instant()));
                }
                yield isOpen;
            }
        };
    }

    private boolean revoke(List<PlannedTask> open) throws InterruptedException {
        List<CompletableFuture<Boolean>> revoked = new ArrayList<>();
        for (PlannedTask task : open) {
            ResultMetadata metadata = new ResultMetadata(task.task(), null, null, 0, null, null, List.of());
            revoked.add(taskRevoker.revoke(task.id(), metadata));
        }
        timeout.of(CompletableFuture.allOf(revoked.toArray(CompletableFuture<?>[]::new)));
        return !open.isEmpty();
    }

    private static ApiException refused(String detail) {
        return new ApiException(new ApiError.WrongState(detail));
    }
}
