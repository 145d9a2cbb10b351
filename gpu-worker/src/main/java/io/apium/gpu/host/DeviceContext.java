package io.apium.gpu.host;

import io.apium.gpu.wire.DeviceDescription;
import io.apium.gpu.wire.FrameWriter;
import io.apium.gpu.wire.HostFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.jocl.CL;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;

/** The OpenCL context of the device, with its programs and queues. */
final class DeviceContext {

    private final cl_device_id device;
    private final DeviceDescription description;
    private final FrameWriter out;
    private final cl_context context;
    private final List<HostQueue> hostQueues = new ArrayList<>();
    private final Map<Integer, BuiltProgram> programs = new ConcurrentHashMap<>();
    private final ExecutorService builder;

    private DeviceContext(DriverDevice device, HostThreads threads, FrameWriter out) {
        this.device = device.id();
        this.description = device.description();
        this.out = out;
        this.builder = threads.builder();
        cl_context_properties properties = new cl_context_properties();
        properties.addProperty(CL.CL_CONTEXT_PLATFORM, device.platform());
        this.context = CL.clCreateContext(properties, 1, new cl_device_id[] {device.id()}, null, null, null);
        for (ExecutorService thread : threads.queues()) {
            DeviceBuffers buffers = new DeviceBuffers(context, description.bufferBytes());
            this.hostQueues.add(
                    new HostQueue(hostQueues.size(), queue(device.id()), buffers, thread, threads.oneByOne(), out));
        }
    }

    // clCreateCommandQueueWithProperties needs OpenCL 2.0, which some devices do not have
    @SuppressWarnings("deprecation")
    private cl_command_queue queue(cl_device_id device) {
        return CL.clCreateCommandQueue(context, device, CL.CL_QUEUE_PROFILING_ENABLE, null);
    }

    static DeviceContext of(DriverDevice device, int queues, FrameWriter out)
            throws InterruptedException, ExecutionException {
        HostThreads threads = HostThreads.of(device.description().platform(), queues);
        return threads.builder()
                .submit(() -> new DeviceContext(device, threads, out))
                .get();
    }

    /** @throws IOException if the worker sends a frame that only a host may send */
    void take(HostFrame frame) throws IOException {
        switch (frame) {
            case HostFrame.Build build -> aside(() -> build(build));
            case HostFrame.Drop(int number) -> aside(() -> drop(number));
            case HostFrame.Map map -> hostQueues.get(map.queue()).map(map);
            case HostFrame.Launch launch -> {
                BuiltProgram program = programs.get(launch.program());
                if (program == null) {
                    throw new IOException("launch of program " + launch.program() + ", which is not built");
                }
                hostQueues.get(launch.queue()).launch(launch, program, () -> keep(launch.program(), program));
            }
            case HostFrame.Ready _,
                    HostFrame.Found _,
                    HostFrame.Built _,
                    HostFrame.NotBuilt _,
                    HostFrame.Mapped _,
                    HostFrame.Done _,
                    HostFrame.Failed _,
                    HostFrame.Binary _ -> throw new IOException("unexpected frame from a worker: " + frame);
        }
    }

    private void build(HostFrame.Build build) throws IOException {
        try {
            programs.put(build.program(), BuiltProgram.built(build, context, device, description, hostQueues.size()));
            out.write(new HostFrame.Built(build.program()));
        } catch (BuiltProgram.NotBuiltException e) {
            out.write(new HostFrame.NotBuilt(build.program(), e.getMessage()));
        }
    }

    private void drop(int number) {
        BuiltProgram program = programs.remove(number);
        if (program != null) {
            program.close();
        }
    }

    /** Sends the binary of a program to the worker after the first launch, because some drivers compile only then. */
    private void keep(int number, BuiltProgram program) {
        if (program.isWorthKeeping()) {
            aside(() -> out.write(new HostFrame.Binary(number, ByteBuffer.wrap(program.binary()))));
        }
    }

    /** Work on the builder thread, which may send a frame to the worker. */
    private interface HostTask {
        void run() throws IOException;
    }

    private void aside(HostTask task) {
        builder.execute(() -> {
            try {
                task.run();
            } catch (Throwable e) {
                HostMain.halt(e);
            }
        });
    }
}
