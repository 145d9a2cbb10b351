package io.apium.gpu.host;

import io.apium.gpu.wire.DeviceDescription;
import io.apium.gpu.wire.HostFrame;
import io.apium.gpu.wire.KernelArgument;
import java.util.Objects;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;

/**
 * The limits of a launch. Drivers should check these limits, but some abort instead.
 *
 * @param parameters the number of the kernel's parameters
 * @param groupSize the maximal work-items per group
 * @param localBytes the local memory that the kernel's source declares
 */
record KernelLimits(int parameters, long groupSize, long localBytes, DeviceDescription device) {

    private static final int DIMENSIONS_MAX = 3;

    /** A launch exceeds a limit, which the message describes. */
    static final class InvalidLaunchException extends Exception {
        private static final long serialVersionUID = 1;

        InvalidLaunchException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNullElse(super.getMessage(), "");
        }
    }

    static KernelLimits of(cl_kernel kernel, cl_device_id id, DeviceDescription device) {
        int[] parameters = new int[1];
        CL.clGetKernelInfo(kernel, CL.CL_KERNEL_NUM_ARGS, Integer.BYTES, Pointer.to(parameters), null);
        return new KernelLimits(
                parameters[0],
                groupInfo(kernel, id, CL.CL_KERNEL_WORK_GROUP_SIZE),
                groupInfo(kernel, id, CL.CL_KERNEL_LOCAL_MEM_SIZE),
                device);
    }

    private static long groupInfo(cl_kernel kernel, cl_device_id device, int what) {
        long[] value = new long[1];
        CL.clGetKernelWorkGroupInfo(kernel, device, what, Long.BYTES, Pointer.to(value), null);
        return value[0];
    }

    void check(HostFrame.Launch launch) throws InvalidLaunchException {
        if (launch.parameters().size() != parameters) {
            throw new InvalidLaunchException("the kernel has " + parameters + " parameters, but the launch has "
                    + launch.parameters().size());
        }
        checkGrid(launch);
        long local = localBytes;
        for (KernelArgument parameter : launch.parameters()) {
            switch (parameter) {
                case KernelArgument.Buffer(KernelArgument.Start _, boolean _, long _, long bytes) -> {
                    if (bytes > device.bufferBytes()) {
                        throw new InvalidLaunchException("a buffer must have at most " + device.bufferBytes()
                                + " bytes on this device, got: " + bytes);
                    }
                }
                case KernelArgument.Local(int bytes) -> local += bytes;
                case KernelArgument.Value _ -> {}
            }
        }
        if (local > device.localBytes()) {
            throw new InvalidLaunchException("a work-group must use at most " + device.localBytes()
                    + " bytes of local memory on this device," + " got: " + local);
        }
    }

    private void checkGrid(HostFrame.Launch launch) throws InvalidLaunchException {
        int dimensions = launch.global().size();
        if (dimensions < 1 || dimensions > DIMENSIONS_MAX || launch.local().size() != dimensions) {
            throw new InvalidLaunchException("a launch must have one to three dimensions, got global size "
                    + launch.global() + " and local size " + launch.local());
        }
        long group = 1;
        for (int i = 0; i < dimensions; i++) {
            long all = launch.global().get(i);
            long each = launch.local().get(i);
            if (each < 1 || all < 1 || all % each != 0) {
                throw new InvalidLaunchException("the global size must be a multiple of the local size, got "
                        + launch.global() + " and " + launch.local());
            }
            group = Math.min(Integer.MAX_VALUE, group * Math.min(Integer.MAX_VALUE, each));
        }
        long most = Math.min(groupSize, device.groupSize());
        if (group > most) {
            throw new InvalidLaunchException("a work-group of this kernel must have at most " + most
                    + " work-items on this device," + " got: " + group);
        }
    }
}
