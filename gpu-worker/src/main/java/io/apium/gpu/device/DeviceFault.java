package io.apium.gpu.device;

import io.apium.task.ErrorName;

/** Why a work has not come to anything. The simple names are what clients see. */
public abstract sealed class DeviceFault extends Exception {

    private static final long serialVersionUID = 1;

    private DeviceFault(String message) {
        super(message);
    }

    /** The program's text is at fault; the message has the compiler's log. */
    @ErrorName("KernelNotBuilt")
    public static final class KernelNotBuilt extends DeviceFault {
        private static final long serialVersionUID = 1;

        public KernelNotBuilt(String message) {
            super(message);
        }
    }

    /** OpenCL refuses the launch, whoever asks and however often. */
    @ErrorName("KernelFailed")
    public static final class KernelFailed extends DeviceFault {
        private static final long serialVersionUID = 1;

        public KernelFailed(String message) {
            super(message);
        }
    }

    /** It ran for longer than it may, and its host was ended. */
    @ErrorName("KernelTimeLimit")
    public static final class KernelTimeLimit extends DeviceFault {
        private static final long serialVersionUID = 1;

        public KernelTimeLimit(String message) {
            super(message);
        }
    }

    /** The device has not so much memory, even when nothing else runs. */
    @ErrorName("WorkTooLarge")
    public static final class WorkTooLarge extends DeviceFault {
        private static final long serialVersionUID = 1;

        public WorkTooLarge(String message) {
            super(message);
        }
    }

    /** The device, its driver or its host went down while the work ran on it alone; it may be tried again. */
    @ErrorName("DeviceLost")
    public static final class DeviceLost extends DeviceFault {
        private static final long serialVersionUID = 1;

        public DeviceLost(String message) {
            super(message);
        }
    }

    /** Too many works wait for the device already; it may be tried again. */
    @ErrorName("DeviceBusy")
    public static final class DeviceBusy extends DeviceFault {
        private static final long serialVersionUID = 1;

        public DeviceBusy(String message) {
            super(message);
        }
    }

    /** There is no device here that can run it. */
    @ErrorName("NoCapableDevice")
    public static final class NoCapableDevice extends DeviceFault {
        private static final long serialVersionUID = 1;

        public NoCapableDevice(String message) {
            super(message);
        }
    }
}
