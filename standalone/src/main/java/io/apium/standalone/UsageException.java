package io.apium.standalone;

import io.apium.task.ErrorName;

/** The command line or a setting is invalid. The message is one line with the key and the value. */
@ErrorName("Misconfigured")
final class UsageException extends RuntimeException {

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
