package io.apium.gpu.device;

import io.apium.task.ErrorName;

/** Why a work has not come to anything. Clients see the {@link ErrorName}. */
public abstract sealed class DeviceException extends Exception {

    private static final long serialVersionUID = 1;

    private DeviceException(String message) {
        super(message);
    }

    /** The program's text is at fault; the message has the compiler's log. */
    @ErrorName("KernelNotBuilt")
    public static final class KernelNotBuiltException extends DeviceException {
        private static final long serialVersionUID = 1;

        public KernelNotBuiltException(String message) {
            super(message);
        }
    }

    /** OpenCL refuses the launch, whoever asks and however often. */
    @ErrorName("KernelFailed")
    public static final class KernelFailedException extends DeviceException {
        private static final long serialVersionUID = 1;

        public KernelFailedException(String message) {
            super(message);
        }
    }

    /** It ran for longer than it may, and its host was ended. */
    @ErrorName("KernelTimeLimit")
    public static final class KernelTimeLimitException extends DeviceException {
        private static final long serialVersionUID = 1;

        public KernelTimeLimitException(String message) {
            super(message);
        }
    }

    /** The device has not so much memory, even when nothing else runs. */
    @ErrorName("WorkTooLarge")
    public static final class WorkTooLargeException extends DeviceException {
        private static final long serialVersionUID = 1;

        public WorkTooLargeException(String message) {
            super(message);
        }
    }

    /** The device, its driver or its host went down while the work ran on it alone; it may be tried again. */
    @ErrorName("DeviceLost")
    public static final class DeviceLostException extends DeviceException {
        private static final long serialVersionUID = 1;

        public DeviceLostException(String message) {
            super(message);
        }
    }

    /** Too many works wait for the device already; it may be tried again. */
    @ErrorName("DeviceBusy")
    public static final class DeviceBusyException extends DeviceException {
        private static final long serialVersionUID = 1;

        public DeviceBusyException(String message) {
            super(message);
        }
    }

    /** There is no device here that can run it. */
    @ErrorName("NoCapableDevice")
    public static final class NoCapableDeviceException extends DeviceException {
        private static final long serialVersionUID = 1;

        public NoCapableDeviceException(String message) {
            super(message);
        }
    }
}
