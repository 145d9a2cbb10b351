package io.apium.gpu.wire;

import io.apium.task.ErrorName;
import java.io.IOException;

/** Something else than a frame came through a pipe. */
@ErrorName("NotAFrame")
public final class InvalidFrameException extends IOException {

    private static final long serialVersionUID = 1;

    InvalidFrameException(String why) {
        super("not a frame: " + why);
    }
}
