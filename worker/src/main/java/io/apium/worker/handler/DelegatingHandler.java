package io.apium.worker.handler;

import io.apium.canvas.TaskMessage;
import io.apium.store.LimitStore.Permit;
import io.apium.task.RetryPolicy;
import java.util.Optional;

/** A handler that stands around another: what it does not say itself, the other says. */
public interface DelegatingHandler extends Handler {

    Handler handler();

    @Override
    default String task() {
        return handler().task();
    }

    @Override
    default boolean trackStarted() {
        return handler().trackStarted();
    }

    @Override
    default TimeLimits limits() {
        return handler().limits();
    }

    @Override
    default SizeLimits.Most argumentsMost() {
        return handler().argumentsMost();
    }

    @Override
    default String where() {
        return handler().where();
    }

    @Override
    default RetryPolicy policy(TaskMessage message) {
        return handler().policy(message);
    }

    @Override
    default RateLimit rate() {
        return handler().rate();
    }

    @Override
    default Optional<Permit> permit(TaskMessage message) {
        return handler().permit(message);
    }

    @Override
    default boolean mayBecomeFlow() {
        return handler().mayBecomeFlow();
    }

    @Override
    default boolean needsStores() {
        return handler().needsStores();
    }

    @Override
    default boolean readsItself() {
        return handler().readsItself();
    }

    @Override
    default void close() {
        handler().close();
    }
}
