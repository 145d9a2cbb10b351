package io.apium.gpu.host;

import io.apium.gpu.host.KernelLimits.InvalidLaunchException;
import io.apium.gpu.wire.FrameWriter;
import io.apium.gpu.wire.HostFrame;
import io.apium.gpu.wire.SharedBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.cl_command_queue;
import org.jspecify.annotations.Nullable;

/** An OpenCL command queue, whose thread runs launches one by one. */
final class HostQueue {

    private final int number;
    private final FrameWriter out;
    private final cl_command_queue queue;
    private final DeviceBuffers buffers;
    private final ExecutorService thread;
    private final boolean oneByOne;
    private @Nullable SharedBuffer sharedBuffer;

    HostQueue(
            int number,
            cl_command_queue queue,
            DeviceBuffers buffers,
            ExecutorService thread,
            boolean oneByOne,
            FrameWriter out) {
        this.number = number;
        this.out = out;
        this.queue = queue;
        this.buffers = buffers;
        this.thread = thread;
        this.oneByOne = oneByOne;
    }

    void map(HostFrame.Map map) {
        thread.execute(() -> {
            try {
                if (sharedBuffer != null) {
                    sharedBuffer.close();
                }
                sharedBuffer = SharedBuffer.open(Path.of(map.file()), map.bytes());
                out.write(new HostFrame.Mapped(number));
            } catch (Throwable e) {
                HostMain.halt(e);
            }
        });
    }

    /** @param launched runs after the launch, also if OpenCL refused it */
    void launch(HostFrame.Launch launch, BuiltProgram program, Runnable launched) {
        thread.execute(() -> {
            try {
                run(launch, program);
                launched.run();
            } catch (Throwable e) {
                HostMain.halt(e);
            }
        });
    }

    private void run(HostFrame.Launch launch, BuiltProgram program) throws IOException {
        try {
            program.limits().check(launch);
            if (sharedBuffer == null) {
                throw new OpenClException("launch before its memory was mapped");
            }
            try (KernelRun run = new KernelRun(queue, buffers, sharedBuffer, oneByOne)) {
                run.launch(launch, program.kernels().get(number));
                out.write(new HostFrame.Done(number, run.transferNanos(), run.kernelNanos()));
            }
        } catch (InvalidLaunchException e) {
            out.write(new HostFrame.Failed(number, e.getMessage()));
        } catch (CLException e) {
            if (!OpenClException.isRefusal(e)) {
                throw new OpenClException("launch failed", e);
            }
            out.write(new HostFrame.Failed(
                    number, "OpenCL refused the launch: " + CL.stringFor_errorCode(e.getStatus())));
        }
    }
}
