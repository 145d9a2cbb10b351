package io.apium.worker.input;

import io.apium.task.ErrorName;

/** The input that a message refers to does not exist or has the wrong type; a retry would fail again. */
@ErrorName("WrongSource")
public final class InvalidSourceException extends Exception {

    InvalidSourceException(String message) {
        super(message);
    }
}
