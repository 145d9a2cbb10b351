package io.apium.worker.yaml;

import io.apium.task.ErrorName;

/** A file is invalid. The message names the file, the key and the rule. */
@ErrorName("WrongFile")
public final class InvalidFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InvalidFileException(String message) {
        super(message);
    }
}
