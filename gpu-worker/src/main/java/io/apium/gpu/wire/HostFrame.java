package io.apium.gpu.wire;

import java.nio.ByteBuffer;
import java.util.List;

/** What is said. Programs have numbers, given by the worker, which are never used again; lanes count from 0. */
public sealed interface HostFrame {

    /**
     * To the host: a program is needed.
     *
     * @param entry the kernel's name
     * @param options for the compiler, with spaces between them
     * @param binary what the driver has made of it before, or empty
     */
    record Build(int program, String entry, String options, String source, ByteBuffer binary) implements HostFrame {}

    /** To the host: a program is not needed any more, and no launch of it is under way. */
    record Drop(int program) implements HostFrame {}

    /** To the host: what the lane's launches read and write is in this file from now on. */
    record Map(int lane, String file, long bytes) implements HostFrame {}

    /**
     * To the host: a kernel is to run, on a lane that has nothing else to do.
     *
     * @param global how many work-items, in one to three dimensions
     * @param local how many of them are a group
     */
    record Launch(int lane, int program, List<Long> global, List<Long> local, List<KernelArgument> parameters)
            implements HostFrame {

        public Launch {
            global = List.copyOf(global);
            local = List.copyOf(local);
            parameters = List.copyOf(parameters);
        }
    }

    /** From the host: it can be used. */
    record Ready(DeviceDescription device) implements HostFrame {}

    /**
     * From a host that was only to look: what there is.
     *
     * @param trouble why there is none, in a sentence, or empty
     */
    record Found(List<DeviceDescription> devices, String trouble) implements HostFrame {

        public Found {
            devices = List.copyOf(devices);
        }
    }

    /** From the host: the program can be launched. */
    record Built(int program) implements HostFrame {}

    /** From the host: the program cannot be built, with the compiler's log. */
    record NotBuilt(int program, String log) implements HostFrame {}

    /** From the host: it has mapped the file. */
    record Mapped(int lane) implements HostFrame {}

    /** From the host: the launch has run, and what it has written is in the slab. */
    record Done(int lane, long transferNanos, long kernelNanos) implements HostFrame {}

    /** From the host: OpenCL refuses the launch, and the next one may run. */
    record Failed(int lane, String reason) implements HostFrame {}

    /** From the host: what the driver has made of a program, of use for later hosts. */
    record Binary(int program, ByteBuffer content) implements HostFrame {}
}
