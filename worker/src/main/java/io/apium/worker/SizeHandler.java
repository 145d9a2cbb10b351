package io.apium.worker;

import io.apium.canvas.TaskMessage;
import io.apium.flow.Parts;
import io.apium.store.StoreUnavailableException;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import io.apium.worker.source.InvalidSourceException;
import io.apium.worker.source.Items;

/** Says how many items there are to a map, where that is only known when they are there. */
record SizeHandler(Stock stock, SizeLimits.Most argumentsMost) implements Handler {

    @Override
    public String task() {
        return Parts.SIZE;
    }

    @Override
    public boolean trackStarted() {
        return false;
    }

    @Override
    public String where() {
        return SizeHandler.class.getName();
    }

    @Override
    public boolean needsStores() {
        return true;
    }

    @Override
    public RetryPolicy policy(TaskMessage message) {
        return RetryPolicy.NEVER;
    }

    /** @throws StoreUnavailableException when it cannot look now */
    @Override
    public Outcome call(TaskMessage message, TaskContext context) {
        Object over = message.signature().kwargs().get("over");
        try {
            long size = new Items(over, stock.reading(argumentsMost)).size();
            return new Outcome.Success(stock.json().write(size));
        } catch (InvalidSourceException e) {
            return new Outcome.Failure(Fault.of(e));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            return new Outcome.Failure(Fault.of(e));
        }
    }
}
