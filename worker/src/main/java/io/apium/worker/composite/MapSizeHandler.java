package io.apium.worker.composite;

import io.apium.canvas.TaskMessage;
import io.apium.flow.MapMessages;
import io.apium.store.StoreUnavailableException;
import io.apium.task.Outcome;
import io.apium.task.RetryPolicy;
import io.apium.task.TaskError;
import io.apium.worker.blob.ResultOffload;
import io.apium.worker.handler.AttemptContext;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.SizeLimits;
import io.apium.worker.input.InvalidSourceException;
import io.apium.worker.input.PartItems;

/** Counts the items of a map whose source is only known at run time. */
public record MapSizeHandler(ResultOffload offload, SizeLimits.Most argumentsMost) implements Handler {

    @Override
    public String task() {
        return MapMessages.SIZE;
    }

    @Override
    public boolean trackStarted() {
        return false;
    }

    @Override
    public String where() {
        return MapSizeHandler.class.getName();
    }

    @Override
    public boolean needsStores() {
        return true;
    }

    @Override
    public RetryPolicy policy(TaskMessage message) {
        return RetryPolicy.NEVER;
    }

    /** @throws StoreUnavailableException when the source cannot be read now */
    @Override
    public Outcome call(TaskMessage message, AttemptContext context) {
        Object over = message.signature().kwargs().get("over");
        try {
            long size = new PartItems(over, offload.reading(argumentsMost)).size();
            return new Outcome.Success(offload.handlerJson().write(size));
        } catch (InvalidSourceException e) {
            return new Outcome.Failure(TaskError.of(e));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            return new Outcome.Failure(TaskError.of(e));
        }
    }
}
