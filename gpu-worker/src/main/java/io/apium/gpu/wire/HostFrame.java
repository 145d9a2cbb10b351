package io.apium.gpu.wire;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A message between worker and device host. The worker numbers programs and never reuses a number; queues count from 0.
 */
public sealed interface HostFrame {

    /**
     * To the host: build a program.
     *
     * @param entry the name of the kernel
     * @param options the options of the compiler, separated by spaces
     * @param binary the driver's binary from an earlier build, or empty
     */
    record Build(int program, String entry, String options, String source, ByteBuffer binary) implements HostFrame {}

    /** To the host: release a program that has no launch in progress. */
    record Drop(int program) implements HostFrame {}

    /** To the host: map this file, which holds the buffers of the queue's launches from now on. */
    record Map(int queue, String file, long bytes) implements HostFrame {}

    /**
     * To the host: run a kernel on an idle queue.
     *
     * @param global the work-items, in one to three dimensions
     * @param local the work-items per group
     */
    record Launch(int queue, int program, List<Long> global, List<Long> local, List<KernelArgument> parameters)
            implements HostFrame {

        public Launch {
            global = List.copyOf(global);
            local = List.copyOf(local);
            parameters = List.copyOf(parameters);
        }
    }

    /** From the host: the device is ready. */
    record Ready(DeviceDescription device) implements HostFrame {}

    /**
     * From a host that was started to list devices: the devices found.
     *
     * @param error the reason why there is no device, or empty
     */
    record Found(List<DeviceDescription> devices, String error) implements HostFrame {

        public Found {
            devices = List.copyOf(devices);
        }
    }

    /** From the host: the program is built. */
    record Built(int program) implements HostFrame {}

    /** From the host: the program cannot be built, with the compiler's log. */
    record NotBuilt(int program, String log) implements HostFrame {}

    /** From the host: the file is mapped. */
    record Mapped(int queue) implements HostFrame {}

    /** From the host: the launch has completed, and its output is in the shared buffer. */
    record Done(int queue, long transferNanos, long kernelNanos) implements HostFrame {}

    /** From the host: OpenCL refused the launch; the queue is idle again. */
    record Failed(int queue, String reason) implements HostFrame {}

    /** From the host: the driver's binary of a program, for later hosts. */
    record Binary(int program, ByteBuffer content) implements HostFrame {}
}
