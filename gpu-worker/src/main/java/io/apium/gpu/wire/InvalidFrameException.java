package io.apium.gpu.wire;

import io.apium.task.ErrorName;
import java.io.IOException;

/** The bytes read from a pipe are not a frame. */
@ErrorName("NotAFrame")
public final class InvalidFrameException extends IOException {

    private static final long serialVersionUID = 1;

    InvalidFrameException(String why) {
        super("not a frame: " + why);
    }
}
