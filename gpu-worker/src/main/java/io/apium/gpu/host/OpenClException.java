package io.apium.gpu.host;

import java.util.Locale;
import java.util.Objects;
import org.jocl.CL;
import org.jocl.CLException;

/** An OpenCL call failed. */
final class OpenClException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OpenClException(String message) {
        super(message);
    }

    OpenClException(String doing, CLException e) {
        super(String.format(Locale.ROOT, "%s: %s", doing, CL.stringFor_errorCode(e.getStatus())), e);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }

    /** Whether only the arguments of the call are invalid and the context is still usable. */
    static boolean isRefusal(CLException e) {
        int status = e.getStatus();
        return status <= CL.CL_INVALID_VALUE
                && status > CL.CL_PLATFORM_NOT_FOUND_KHR
                && status != CL.CL_INVALID_CONTEXT
                && status != CL.CL_INVALID_COMMAND_QUEUE;
    }
}
