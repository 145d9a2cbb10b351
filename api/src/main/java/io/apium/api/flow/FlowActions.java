package io.apium.api.flow;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.flow.FoundFlow.CanvasFlow;
import io.apium.api.flow.FoundFlow.ScheduledFlow;
import io.apium.api.path.PathId;
import io.apium.api.task.TaskRevoker;
import io.apium.api.wait.StoreTimeout;
import io.apium.canvas.Submission.PlannedTask;
import io.apium.client.FlowCommands;
import io.apium.client.FlowCommands.Result;
import io.apium.flow.FlowState;
import io.apium.store.FlowIndex;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Runs {@link FlowCommands} for requests and reports their results as problems; revokes the tasks of canvas flows. */
@Component
final class FlowActions {

    private final FlowCommands commands;
    private final FlowQueries flows;
    private final TaskRevoker taskRevoker;
    private final StoreTimeout timeout;

    FlowActions(FlowCommands commands, FlowQueries flows, TaskRevoker taskRevoker, StoreTimeout timeout) {
        this.commands = commands;
        this.flows = flows;
        this.taskRevoker = taskRevoker;
        this.timeout = timeout;
    }

    /** @return the flow of this id that was started first */
    FoundFlow start(FlowState flow) throws InterruptedException {
        return new ScheduledFlow(timeout.of(commands.start(flow)));
    }

    FoundFlow pause(String id) throws InterruptedException {
        return changed(id, commands::pause);
    }

    FoundFlow resume(String id) throws InterruptedException {
        return changed(id, commands::resume);
    }

    FoundFlow retry(String id) throws InterruptedException {
        return changed(id, commands::retry);
    }

    /** @return false when the flow had already ended */
    boolean revoke(FoundFlow found) throws InterruptedException {
        return switch (found) {
            case CanvasFlow(FlowIndex.Flow flow) -> revoke(flows.open(flow));
            case ScheduledFlow(FlowState flow) -> timeout.of(commands.cancel(flow.id())) instanceof Result.Changed;
        };
    }

    /** @throws ApiException unless the command changed the flow, or the flow was in the requested phase */
    private FoundFlow changed(String id, Function<TaskId, CompletableFuture<Result>> command)
            throws InterruptedException {
        return switch (timeout.of(command.apply(PathId.task("flow", id)))) {
            case Result.Changed(FlowState flow) -> new ScheduledFlow(flow);
            case Result.NotFound _ -> throw FlowQueries.unknown(id);
            case Result.WrongState(String reason) -> throw new ApiException(new ApiError.WrongState(reason));
            case Result.Contended _ -> throw new ApiException(new ApiError.ChangedMeanwhile(id));
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
}
