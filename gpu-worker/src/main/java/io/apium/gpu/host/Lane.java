package io.apium.gpu.host;

import io.apium.gpu.host.KernelLimits.InvalidLaunchException;
import io.apium.gpu.wire.Frame;
import io.apium.gpu.wire.FrameWriter;
import io.apium.gpu.wire.Slab;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.cl_command_queue;
import org.jspecify.annotations.Nullable;

/** Launches, one after the other, on a thread of their own. */
final class Lane {

    private final int number;
    private final FrameWriter out;
    private final cl_command_queue queue;
    private final Buffers buffers;
    private final ExecutorService thread;
    private final boolean oneByOne;
    private @Nullable Slab slab;

    Lane(
            int number,
            cl_command_queue queue,
            Buffers buffers,
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

    void map(Frame.Map map) {
        thread.execute(() -> {
            try {
                if (slab != null) {
                    slab.close();
                }
                slab = Slab.open(Path.of(map.file()), map.bytes());
                out.write(new Frame.Mapped(number));
            } catch (Throwable e) {
                HostMain.halt(e);
            }
        });
    }

    /** @param launched is run when it has */
    void launch(Frame.Launch launch, BuiltProgram program, Runnable launched) {
        thread.execute(() -> {
            try {
                run(launch, program);
                launched.run();
            } catch (Throwable e) {
                HostMain.halt(e);
            }
        });
    }

    private void run(Frame.Launch launch, BuiltProgram program) throws IOException {
        try {
            program.limits().check(launch);
            if (slab == null) {
                throw new OpenClException("a launch before there is memory for it");
            }
            try (Run run = new Run(queue, buffers, slab, oneByOne)) {
                run.launch(launch, program.kernels().get(number));
                out.write(new Frame.Done(number, run.transferNanos(), run.kernelNanos()));
            }
        } catch (InvalidLaunchException e) {
            out.write(new Frame.Failed(number, e.getMessage()));
        } catch (CLException e) {
            if (!OpenClException.isRefusal(e)) {
                throw new OpenClException("a launch has failed", e);
            }
            out.write(new Frame.Failed(number, "OpenCL refuses the launch: " + CL.stringFor_errorCode(e.getStatus())));
        }
    }
}
