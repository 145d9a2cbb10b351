package io.apium.worker.yaml;

import io.apium.task.ErrorName;

/** A file says what cannot be. The message names the file, the key and what is wrong with it. */
@ErrorName("WrongFile")
public final class InvalidFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InvalidFileException(String message) {
        super(message);
    }
}
