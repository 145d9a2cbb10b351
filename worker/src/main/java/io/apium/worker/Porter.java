package io.apium.worker;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.flow.Parts;
import io.apium.store.StoreUnavailable;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.worker.child.ChildLost;
import io.apium.worker.source.Items;
import io.apium.worker.source.Reading;
import io.apium.worker.source.WrongSource;
import java.util.Map;

/** Carries in what a message only names, before another handler is called, which may be in a process without stores. */
record Porter(Handler handler, Stock stock) implements Around {

    @Override
    public Handler ready() throws InterruptedException {
        return new Porter(handler.ready(), stock);
    }

    @Override
    public void spare() {
        handler.spare();
    }

    /** @throws StoreUnavailable when something that it needs cannot be read now, in which case nothing was run */
    @Override
    public Outcome call(TaskMessage message, TaskContext context) throws ChildLost {
        TaskMessage carried;
        try {
            carried = message.with(carried(message.signature()));
        } catch (WrongSource e) {
            handler.spare();
            return new Outcome.Failure(Fault.of(e));
        } catch (StoreUnavailable e) {
            handler.spare();
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            // an order that nobody of ours wrote, or more than there is room for: the slot is sound
            handler.spare();
            return new Outcome.Failure(Fault.of(e));
        }
        return handler.call(carried, context);
    }

    private Signature carried(Signature call) throws WrongSource {
        Reading reading = stock.reading(argumentsMost());
        Object over = call.kwargs().get("over");
        return call.task().equals(Parts.PART)
                ? call.keyword("over", Map.of("items", new Items(over, reading).list()))
                : call;
    }
}
