package io.apium.standalone.embedded;

import io.apium.task.ErrorName;
import org.jspecify.annotations.Nullable;

/** The process cannot start, and the user must remove the cause. The message is one line. */
@ErrorName("CannotStart")
public final class StartupException extends RuntimeException {

    public StartupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
