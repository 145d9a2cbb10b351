package io.apium.gpu.host;

import io.apium.gpu.wire.Description;
import io.apium.gpu.wire.Frame;
import io.apium.gpu.wire.FrameWriter;
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

/** The device at work: what is built for it, and its lanes. */
final class Context {

    private final cl_device_id device;
    private final Description description;
    private final FrameWriter out;
    private final cl_context context;
    private final List<Lane> lanes = new ArrayList<>();
    private final Map<Integer, BuiltProgram> programs = new ConcurrentHashMap<>();
    private final ExecutorService builder;

    private Context(DriverDevice device, Threads threads, FrameWriter out) {
        this.device = device.id();
        this.description = device.description();
        this.out = out;
        this.builder = threads.builder();
        cl_context_properties properties = new cl_context_properties();
        properties.addProperty(CL.CL_CONTEXT_PLATFORM, device.platform());
        this.context = CL.clCreateContext(properties, 1, new cl_device_id[] {device.id()}, null, null, null);
        for (ExecutorService thread : threads.lanes()) {
            Buffers buffers = new Buffers(context, description.bufferBytes());
            this.lanes.add(new Lane(lanes.size(), queue(device.id()), buffers, thread, threads.oneByOne(), out));
        }
    }

    // what replaces it came with OpenCL 2.0, and there are devices without that
    @SuppressWarnings("deprecation")
    private cl_command_queue queue(cl_device_id device) {
        return CL.clCreateCommandQueue(context, device, CL.CL_QUEUE_PROFILING_ENABLE, null);
    }

    static Context of(DriverDevice device, int lanes, FrameWriter out) throws InterruptedException, ExecutionException {
        Threads threads = Threads.of(device.description().platform(), lanes);
        return threads.builder().submit(() -> new Context(device, threads, out)).get();
    }

    /** @throws IOException when the worker says what only a host says */
    void take(Frame frame) throws IOException {
        switch (frame) {
            case Frame.Build build -> aside(() -> build(build));
            case Frame.Drop(int number) -> aside(() -> drop(number));
            case Frame.Map map -> lanes.get(map.lane()).map(map);
            case Frame.Launch launch -> {
                BuiltProgram program = programs.get(launch.program());
                if (program == null) {
                    throw new IOException("program " + launch.program() + " is launched, and was not built");
                }
                lanes.get(launch.lane()).launch(launch, program, () -> keep(launch.program(), program));
            }
            case Frame.Ready _,
                    Frame.Found _,
                    Frame.Built _,
                    Frame.NotBuilt _,
                    Frame.Mapped _,
                    Frame.Done _,
                    Frame.Failed _,
                    Frame.Binary _ -> throw new IOException("a worker does not say that: " + frame);
        }
    }

    private void build(Frame.Build build) throws IOException {
        try {
            programs.put(build.program(), BuiltProgram.built(build, context, device, description, lanes.size()));
            out.write(new Frame.Built(build.program()));
        } catch (BuiltProgram.NotBuiltException e) {
            out.write(new Frame.NotBuilt(build.program(), e.getMessage()));
        }
    }

    private void drop(int number) {
        BuiltProgram program = programs.remove(number);
        if (program != null) {
            program.close();
        }
    }

    /** What a driver has compiled at the first launch is in the binary only after it. */
    private void keep(int number, BuiltProgram program) {
        if (program.isWorthKeeping()) {
            aside(() -> out.write(new Frame.Binary(number, ByteBuffer.wrap(program.binary()))));
        }
    }

    /** Something that is told to the worker. */
    private interface Saying {
        void run() throws IOException;
    }

    private void aside(Saying saying) {
        builder.execute(() -> {
            try {
                saying.run();
            } catch (Throwable e) {
                HostMain.halt(e);
            }
        });
    }
}
