package io.apium.worker;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.flow.Parts;
import io.apium.store.StoreUnavailableException;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.Payload;
import io.apium.worker.child.ChildLostException;
import io.apium.worker.source.InvalidSourceException;
import io.apium.worker.source.Items;
import io.apium.worker.source.Reading;
import java.util.List;
import java.util.Map;

/**
 * Carries in what a message only names, before another handler is called, which may be in a process without stores; and
 * carries out what it came to, where that is too long for a record.
 */
record Porter(Handler handler, Stock stock) implements Around {

    @Override
    public Handler ready() throws InterruptedException {
        return new Porter(handler.ready(), stock);
    }

    @Override
    public void spare() {
        handler.spare();
    }

    /** @throws StoreUnavailableException when something that it needs cannot be read now, in which case nothing was run */
    @Override
    public Outcome call(TaskMessage message, TaskContext context) throws ChildLostException {
        TaskMessage carried;
        try {
            carried = readsItself() ? message : message.with(carried(message.signature()));
        } catch (InvalidSourceException e) {
            handler.spare();
            return new Outcome.Failure(Fault.of(e));
        } catch (StoreUnavailableException e) {
            handler.spare();
            throw e;
        } catch (RuntimeException | Error e) {
            // an order that nobody of ours wrote, or more than there is room for: the slot is sound
            handler.spare();
            return new Outcome.Failure(Fault.of(e));
        }
        Outcome outcome = handler.call(carried, context);
        return outcome instanceof Outcome.Success(Payload result) && stock.isLong(result)
                ? new Outcome.Success(stock.put(message.id(), result))
                : outcome;
    }

    private Signature carried(Signature call) throws InvalidSourceException {
        Reading reading = stock.reading(argumentsMost());
        if (!call.task().equals(Parts.PART)) {
            return reading.filled(call);
        }
        Signature order = call;
        for (String step : List.of("task", "reduce")) {
            if (call.kwargs().get(step) instanceof Map<?, ?> written) {
                order = order.keyword(step, reading.filled(written));
            }
        }
        Object over = call.kwargs().get("over");
        return order.keyword("over", Map.of("items", new Items(over, reading).list()));
    }
}
