package io.apium.broker;

import io.apium.task.ErrorName;
import org.jspecify.annotations.Nullable;

/** The broker cannot be reached, did not answer in time, or rejected the message. */
@ErrorName("BrokerUnavailable")
public final class BrokerUnavailableException extends RuntimeException {

    public BrokerUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
