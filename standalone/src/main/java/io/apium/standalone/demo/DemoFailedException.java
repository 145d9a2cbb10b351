package io.apium.standalone.demo;

import io.apium.task.ErrorName;

/** The demo did not show what it is there to show. The message is one line that says what went wrong. */
@ErrorName("DemoFailed")
public final class DemoFailedException extends RuntimeException {

    DemoFailedException(String message) {
        super(message);
    }
}
