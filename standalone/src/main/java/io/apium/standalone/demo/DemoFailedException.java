package io.apium.standalone.demo;

import io.apium.task.ErrorName;

/** The demo failed. The message is one line with the reason. */
@ErrorName("DemoFailed")
public final class DemoFailedException extends RuntimeException {

    DemoFailedException(String message) {
        super(message);
    }
}
