package io.apium.gpu.host;

import io.apium.gpu.wire.HostFrame;
import io.apium.gpu.wire.KernelArgument;
import io.apium.gpu.wire.SharedBuffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_event;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jspecify.annotations.Nullable;

/** One launch: writes the inputs to the device, runs the kernel, reads the outputs. */
final class KernelRun implements AutoCloseable {

    private final cl_command_queue queue;
    private final DeviceBuffers buffers;
    private final SharedBuffer sharedBuffer;
    private final boolean oneByOne;
    private final List<Taken> taken = new ArrayList<>();
    private final List<cl_event> transfers = new ArrayList<>();
    private @Nullable cl_event kernelEvent;

    private record Taken(cl_mem memory, KernelArgument.Buffer buffer) {}

    /** @param oneByOne whether to wait for each command before the next is enqueued */
    KernelRun(cl_command_queue queue, DeviceBuffers buffers, SharedBuffer sharedBuffer, boolean oneByOne) {
        this.queue = queue;
        this.buffers = buffers;
        this.sharedBuffer = sharedBuffer;
        this.oneByOne = oneByOne;
    }

    /** Returns when the outputs have been read into the shared buffer. */
    void launch(HostFrame.Launch launch, cl_kernel kernel) {
        int index = 0;
        for (KernelArgument parameter : launch.parameters()) {
            set(kernel, index, parameter);
            index++;
        }
        cl_event event = new cl_event();
        CL.clEnqueueNDRangeKernel(
                queue,
                kernel,
                launch.global().size(),
                null,
                longs(launch.global()),
                longs(launch.local()),
                0,
                null,
                event);
        kernelEvent = event;
        checkStatus();
        for (Taken one : taken) {
            read(one);
        }
        CL.clFinish(queue);
        int[] status = new int[1];
        CL.clGetEventInfo(event, CL.CL_EVENT_COMMAND_EXECUTION_STATUS, Integer.BYTES, Pointer.to(status), null);
        if (status[0] < 0) {
            throw new OpenClException("kernel failed with " + CL.stringFor_errorCode(status[0]));
        }
    }

    private void set(cl_kernel kernel, int index, KernelArgument parameter) {
        switch (parameter) {
            case KernelArgument.Buffer buffer -> {
                cl_mem memory = buffers.take(buffer.bytes());
                taken.add(new Taken(memory, buffer));
                fill(memory, buffer);
                CL.clSetKernelArg(kernel, index, Sizeof.cl_mem, Pointer.to(memory));
            }
            case KernelArgument.Value(ByteBuffer content) -> {
                byte[] bytes = new byte[content.remaining()];
                content.duplicate().get(bytes);
                CL.clSetKernelArg(kernel, index, bytes.length, Pointer.to(bytes));
            }
            case KernelArgument.Local(int bytes) -> CL.clSetKernelArg(kernel, index, bytes, null);
        }
    }

    private void fill(cl_mem memory, KernelArgument.Buffer buffer) {
        if (buffer.bytes() == 0) {
            return;
        }
        switch (buffer.start()) {
            case SLAB ->
                transfer(event -> CL.clEnqueueWriteBuffer(
                        queue, memory, false, 0, buffer.bytes(), section(buffer), 0, null, event));
            case ZEROS ->
                transfer(event -> CL.clEnqueueFillBuffer(
                        queue, memory, Pointer.to(new byte[1]), 1, 0, buffer.bytes(), 0, null, event));
            case ANYTHING -> {}
        }
    }

    private void read(Taken one) {
        KernelArgument.Buffer buffer = one.buffer();
        if (buffer.isRead() && buffer.bytes() > 0) {
            transfer(event -> CL.clEnqueueReadBuffer(
                    queue, one.memory(), false, 0, buffer.bytes(), section(buffer), 0, null, event));
        }
    }

    private Pointer section(KernelArgument.Buffer buffer) {
        return Pointer.toBuffer(sharedBuffer.section(buffer.offset(), buffer.bytes()));
    }

    private void transfer(Consumer<cl_event> command) {
        cl_event event = new cl_event();
        command.accept(event);
        transfers.add(event);
        checkStatus();
    }

    private void checkStatus() {
        if (oneByOne) {
            CL.clFinish(queue);
        }
    }

    long transferNanos() {
        return transfers.stream().mapToLong(KernelRun::nanos).sum();
    }

    long kernelNanos() {
        return kernelEvent == null ? 0 : nanos(kernelEvent);
    }

    private static long nanos(cl_event event) {
        long[] from = new long[1];
        long[] to = new long[1];
        CL.clGetEventProfilingInfo(event, CL.CL_PROFILING_COMMAND_START, Long.BYTES, Pointer.to(from), null);
        CL.clGetEventProfilingInfo(event, CL.CL_PROFILING_COMMAND_END, Long.BYTES, Pointer.to(to), null);
        return to[0] - from[0];
    }

    private static long[] longs(List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    /** Returns the device memory to the pool for other launches. */
    @Override
    public void close() {
        // a launch that OpenCL refused may have enqueued writes before
        CL.clFinish(queue);
        transfers.forEach(CL::clReleaseEvent);
        if (kernelEvent != null) {
            CL.clReleaseEvent(kernelEvent);
        }
        taken.forEach(one -> buffers.give(one.memory(), one.buffer().bytes()));
    }
}
