package io.apium.worker.source;

import io.apium.task.ErrorName;

/** What a message names is not there, or not what it has to be. Nothing changes that. */
@ErrorName("WrongSource")
public final class WrongSource extends Exception {

    WrongSource(String message) {
        super(message);
    }
}
