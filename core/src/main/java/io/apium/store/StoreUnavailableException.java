package io.apium.store;

import io.apium.task.ErrorName;
import org.jspecify.annotations.Nullable;

/** The store cannot be reached or did not answer in time. */
@ErrorName("StoreUnavailable")
public final class StoreUnavailableException extends RuntimeException {

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
