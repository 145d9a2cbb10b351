package io.apium.worker.handler;

import io.apium.task.ErrorName;

/** The child that made an attempt is gone, and nobody knows how far it had come. */
@ErrorName("ChildLost")
public final class ChildLostException extends Exception {

    public ChildLostException(String reason) {
        super(reason);
    }
}
