package io.apium.worker.input;

import io.apium.task.ErrorName;

/** What a message names is not there, or not what it has to be. Nothing changes that. */
@ErrorName("WrongSource")
public final class InvalidSourceException extends Exception {

    InvalidSourceException(String message) {
        super(message);
    }
}
