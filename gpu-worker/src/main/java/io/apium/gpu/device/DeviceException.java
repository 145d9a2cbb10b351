package io.apium.gpu.device;

import io.apium.task.ErrorName;

/** The reason why a work failed. Clients see its {@link ErrorName} as the type of the error. */
public abstract sealed class DeviceException extends Exception {

    private static final long serialVersionUID = 1;

    private DeviceException(String message) {
        super(message);
    }

    /** The source of the program is invalid; the message has the compiler's log. */
    @ErrorName("KernelNotBuilt")
    public static final class KernelNotBuiltException extends DeviceException {
        private static final long serialVersionUID = 1;

        public KernelNotBuiltException(String message) {
            super(message);
        }
    }

    /** OpenCL refuses the launch; a retry would fail again. */
    @ErrorName("KernelFailed")
    public static final class KernelFailedException extends DeviceException {
        private static final long serialVersionUID = 1;

        public KernelFailedException(String message) {
            super(message);
        }
    }

    /** The launch exceeded its time limit, and its host was stopped. */
    @ErrorName("KernelTimeLimit")
    public static final class KernelTimeLimitException extends DeviceException {
        private static final long serialVersionUID = 1;

        public KernelTimeLimitException(String message) {
            super(message);
        }
    }

    /** The work needs more memory than the device has. */
    @ErrorName("WorkTooLarge")
    public static final class WorkTooLargeException extends DeviceException {
        private static final long serialVersionUID = 1;

        public WorkTooLargeException(String message) {
            super(message);
        }
    }

    /** The device, its driver or its host ended while the work ran on it alone; a retry may succeed. */
    @ErrorName("DeviceLost")
    public static final class DeviceLostException extends DeviceException {
        private static final long serialVersionUID = 1;

        public DeviceLostException(String message) {
            super(message);
        }
    }

    /** The device's queue is full; a retry may succeed. */
    @ErrorName("DeviceBusy")
    public static final class DeviceBusyException extends DeviceException {
        private static final long serialVersionUID = 1;

        public DeviceBusyException(String message) {
            super(message);
        }
    }

    /** No device of this worker can run the work. */
    @ErrorName("NoCapableDevice")
    public static final class NoCapableDeviceException extends DeviceException {
        private static final long serialVersionUID = 1;

        public NoCapableDeviceException(String message) {
            super(message);
        }
    }
}
