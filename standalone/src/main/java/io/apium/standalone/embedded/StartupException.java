package io.apium.standalone.embedded;

import io.apium.task.ErrorName;
import org.jspecify.annotations.Nullable;

/** Something is in the way that only whoever called can clear. The message is one line that says what. */
@ErrorName("CannotStart")
public final class StartupException extends RuntimeException {

    public StartupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
