package io.apium.worker.blob;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.flow.MapMessages;
import io.apium.store.StoreUnavailableException;
import io.apium.task.JsonText;
import io.apium.task.Outcome;
import io.apium.task.TaskError;
import io.apium.worker.handler.AttemptContext;
import io.apium.worker.handler.ChildLostException;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.Invocation;
import io.apium.worker.input.InputResolver;
import io.apium.worker.input.InvalidSourceException;
import io.apium.worker.input.PartItems;
import java.util.List;
import java.util.Map;

/**
 * Before the call, replaces the blob references in a message by the content of the blobs, unless the handler reads
 * blobs itself; the handler may run in a child process, which has no connection to the stores. After the call, stores a
 * result that is too large for a record as a blob.
 */
public record BlobInvocation(Handler handler, Invocation invocation, ResultOffload offload) implements Invocation {

    @Override
    public void cancel() {
        invocation.cancel();
    }

    /**
     * @throws StoreUnavailableException if the store does not answer when a blob or result is read for the message; the
     *     handler was not called
     */
    @Override
    public Outcome call(TaskMessage message, AttemptContext context) throws ChildLostException {
        TaskMessage filled;
        try {
            filled = handler.readsItself() ? message : message.with(filled(message.signature()));
        } catch (InvalidSourceException e) {
            cancel();
            return new Outcome.Failure(TaskError.of(e));
        } catch (StoreUnavailableException e) {
            cancel();
            throw e;
        } catch (RuntimeException | Error e) {
            // the reference in the message is malformed, or the content does not fit in memory: only the task fails
            cancel();
            return new Outcome.Failure(TaskError.of(e));
        }
        Outcome outcome = invocation.call(filled, context);
        return outcome instanceof Outcome.Success(JsonText result) && offload.isLong(result)
                ? new Outcome.Success(offload.put(message.id(), result))
                : outcome;
    }

    private Signature filled(Signature call) throws InvalidSourceException {
        InputResolver input = offload.reading(handler.argumentsMost());
        if (!call.task().equals(MapMessages.PART)) {
            return input.filled(call);
        }
        Signature part = call;
        for (String step : List.of("task", "reduce")) {
            if (call.kwargs().get(step) instanceof Map<?, ?> written) {
                part = part.keyword(step, input.filled(written));
            }
        }
        Object over = call.kwargs().get("over");
        return part.keyword("over", Map.of("items", new PartItems(over, input).list()));
    }
}
