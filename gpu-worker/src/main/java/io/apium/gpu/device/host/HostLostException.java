package io.apium.gpu.device.host;

import io.apium.task.ErrorName;
import java.util.Objects;

/** A host ended before it answered. */
@ErrorName("HostGone")
public final class HostLostException extends Exception {

    private static final long serialVersionUID = 1;

    /** @param end how it ended, as text */
    public HostLostException(String end) {
        super(end);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }
}
