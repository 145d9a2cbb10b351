package io.apium.gpu.host;

import io.apium.gpu.wire.DeviceDescription;
import io.apium.gpu.wire.HostFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_program;

/**
 * A built program.
 *
 * @param kernels one kernel per queue, because a kernel is not thread-safe
 * @param kept whether the worker has the binary
 */
record BuiltProgram(cl_program program, List<cl_kernel> kernels, KernelLimits limits, AtomicBoolean kept)
        implements AutoCloseable {

    private static final int LOG_LENGTH_MAX = 16 << 10;

    /** The source or the options are invalid. */
    static final class NotBuiltException extends Exception {
        private static final long serialVersionUID = 1;

        NotBuiltException(String log, Throwable cause) {
            super(log, cause);
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNullElse(super.getMessage(), "");
        }
    }

    static BuiltProgram built(
            HostFrame.Build build, cl_context context, cl_device_id device, DeviceDescription limits, int queues)
            throws NotBuiltException {
        cl_program program = null;
        try {
            program = build.binary().hasRemaining()
                    ? ofBinary(build.binary(), context, device)
                    : CL.clCreateProgramWithSource(context, 1, new String[] {build.source()}, null, null);
            CL.clBuildProgram(program, 1, new cl_device_id[] {device}, build.options(), null, null);
            List<cl_kernel> kernels = new ArrayList<>();
            for (int i = 0; i < queues; i++) {
                kernels.add(CL.clCreateKernel(program, build.entry(), null));
            }
            return new BuiltProgram(
                    program,
                    List.copyOf(kernels),
                    KernelLimits.of(kernels.getFirst(), device, limits),
                    new AtomicBoolean(build.binary().hasRemaining()));
        } catch (CLException e) {
            String log = program == null ? "" : log(program, device);
            if (program != null) {
                CL.clReleaseProgram(program);
            }
            if (OpenClException.isRefusal(e) || e.getStatus() == CL.CL_BUILD_PROGRAM_FAILURE) {
                String status = CL.stringFor_errorCode(e.getStatus());
                throw new NotBuiltException(log.isBlank() ? status + " for kernel '" + build.entry() + "'" : log, e);
            }
            throw new OpenClException("program cannot be built", e);
        }
    }

    private static cl_program ofBinary(ByteBuffer binary, cl_context context, cl_device_id device) {
        byte[] bytes = new byte[binary.remaining()];
        binary.duplicate().get(bytes);
        return CL.clCreateProgramWithBinary(
                context, 1, new cl_device_id[] {device}, new long[] {bytes.length}, new byte[][] {bytes}, null, null);
    }

    /** The compiler's log without the names of its temporary files. */
    private static String log(cl_program program, cl_device_id device) {
        long[] size = new long[1];
        CL.clGetProgramBuildInfo(program, device, CL.CL_PROGRAM_BUILD_LOG, 0, null, size);
        byte[] bytes = new byte[(int) size[0]];
        CL.clGetProgramBuildInfo(program, device, CL.CL_PROGRAM_BUILD_LOG, bytes.length, Pointer.to(bytes), null);
        String log = DriverDevice.string(bytes).replaceAll("(?m)^[^\\s:]+:(?=\\d+:\\d+:)", "kernel.cl:");
        return log.length() <= LOG_LENGTH_MAX ? log : log.substring(0, LOG_LENGTH_MAX) + "\n(and more)";
    }

    /** Whether the binary must be sent to the worker; returns true only once. */
    boolean isWorthKeeping() {
        return kept.compareAndSet(false, true);
    }

    byte[] binary() {
        long[] size = new long[1];
        CL.clGetProgramInfo(program, CL.CL_PROGRAM_BINARY_SIZES, Sizeof.size_t, Pointer.to(size), null);
        byte[] binary = new byte[(int) size[0]];
        CL.clGetProgramInfo(program, CL.CL_PROGRAM_BINARIES, Sizeof.POINTER, Pointer.to(Pointer.to(binary)), null);
        return binary;
    }

    @Override
    public void close() {
        kernels.forEach(CL::clReleaseKernel);
        CL.clReleaseProgram(program);
    }
}
