package io.apium.worker.failure;

import io.apium.broker.BrokerUnavailableException;
import io.apium.store.StoreUnavailableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Tells outages of the broker and the store from all other failures. */
public final class ProcessingFailures {

    private ProcessingFailures() {}

    /** The exception that was thrown first, in a form that logs can print. */
    public static Throwable cause(Throwable thrown) {
        return readable(
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown);
    }

    /** The exception, or a replacement where its own methods throw. */
    public static Throwable readable(Throwable thrown) {
        try {
            var _ = thrown.toString();
            return thrown;
        } catch (RuntimeException e) {
            return new IllegalStateException(
                    "an exception that cannot be read: " + thrown.getClass().getName());
        }
    }

    /**
     * What to throw when a store has not answered: {@link StoreUnavailableException} in an outage, which the caller
     * waits for.
     */
    public static RuntimeException unanswered(String what, ExecutionException thrown) {
        Throwable failure = cause(thrown.getCause() == null ? thrown : thrown.getCause());
        return isOutage(failure)
                ? new StoreUnavailableException(what, failure)
                : new IllegalStateException(what, failure);
    }

    public static boolean isOutage(Throwable failure) {
        return failure instanceof BrokerUnavailableException || failure instanceof StoreUnavailableException;
    }
}
