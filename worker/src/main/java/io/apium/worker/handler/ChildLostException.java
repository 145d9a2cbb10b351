package io.apium.worker.handler;

import io.apium.task.ErrorName;

/** The child process that ran an attempt is gone, and the attempt may have run in part. */
@ErrorName("ChildLost")
public final class ChildLostException extends Exception {

    public ChildLostException(String reason) {
        super(reason);
    }
}
