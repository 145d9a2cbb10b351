package io.apium.standalone;

import io.apium.task.ErrorName;

/** What was asked for makes no sense. The message is one line that names the key and the value. */
@ErrorName("Misconfigured")
final class UsageException extends RuntimeException {

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
