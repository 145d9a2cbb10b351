package io.apium.gpu.wire;

import java.nio.ByteBuffer;

/** What a parameter of a kernel is given. */
public sealed interface KernelArgument {

    /** The byte by which a value is known. */
    int VALUE = 'V';

    /** The byte by which local memory is known; a buffer is known by its {@link Start}. */
    int LOCAL = 'L';

    /** What a buffer holds before the kernel runs. */
    enum Start {
        /** What is in the slab. */
        SLAB('s'),
        ZEROS('z'),
        /** Whatever is there: the kernel writes all that is read. */
        ANYTHING('a');

        private final char code;

        Start(char code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /**
     * Memory of the device.
     *
     * @param isRead whether it is copied to the slab when the kernel has run
     * @param offset in the slab of the lane
     */
    record Buffer(Start start, boolean isRead, long offset, long bytes) implements KernelArgument {}

    /** A value of OpenCL C, little-endian. */
    record Value(ByteBuffer content) implements KernelArgument {}

    /** Memory that each work-group has for itself. */
    record Local(int bytes) implements KernelArgument {}
}
