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
import io.apium.worker.handler.DelegatingHandler;
import io.apium.worker.handler.Handler;
import io.apium.worker.input.InputResolver;
import io.apium.worker.input.InvalidSourceException;
import io.apium.worker.input.PartItems;
import java.util.List;
import java.util.Map;

/**
 * Carries in what a message only names, before another handler is called, which may be in a process without stores; and
 * carries out what it came to, where that is too long for a record.
 */
public record BlobHandler(Handler handler, ResultOffload offload) implements DelegatingHandler {

    @Override
    public Handler ready() throws InterruptedException {
        return new BlobHandler(handler.ready(), offload);
    }

    @Override
    public void spare() {
        handler.spare();
    }

    /** @throws StoreUnavailableException when something that it needs cannot be read now, in which case nothing was run */
    @Override
    public Outcome call(TaskMessage message, AttemptContext context) throws ChildLostException {
        TaskMessage carried;
        try {
            carried = readsItself() ? message : message.with(carried(message.signature()));
        } catch (InvalidSourceException e) {
            handler.spare();
            return new Outcome.Failure(TaskError.of(e));
        } catch (StoreUnavailableException e) {
            handler.spare();
            throw e;
        } catch (RuntimeException | Error e) {
            // an order that nobody of ours wrote, or more than there is room for: the slot is sound
            handler.spare();
            return new Outcome.Failure(TaskError.of(e));
        }
        Outcome outcome = handler.call(carried, context);
        return outcome instanceof Outcome.Success(JsonText result) && offload.isLong(result)
                ? new Outcome.Success(offload.put(message.id(), result))
                : outcome;
    }

    private Signature carried(Signature call) throws InvalidSourceException {
        InputResolver input = offload.reading(argumentsMost());
        if (!call.task().equals(MapMessages.PART)) {
            return input.filled(call);
        }
        Signature order = call;
        for (String step : List.of("task", "reduce")) {
            if (call.kwargs().get(step) instanceof Map<?, ?> written) {
                order = order.keyword(step, input.filled(written));
            }
        }
        Object over = call.kwargs().get("over");
        return order.keyword("over", Map.of("items", new PartItems(over, input).list()));
    }
}
