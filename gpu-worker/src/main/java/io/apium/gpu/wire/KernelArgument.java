package io.apium.gpu.wire;

import java.nio.ByteBuffer;

/** The value of a kernel parameter. */
public sealed interface KernelArgument {

    /** The type byte of a value. */
    int VALUE = 'V';

    /** The type byte of local memory. The type byte of a buffer is the one of its {@link Start}. */
    int LOCAL = 'L';

    /** The content of a buffer before the kernel runs. */
    enum Start {
        /** The content of the shared buffer. */
        SLAB('s'),
        ZEROS('z'),
        /** Undefined: the kernel itself writes all bytes that are read later. */
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
     * Device memory.
     *
     * @param isRead whether the memory is copied to the shared buffer after the kernel has run
     * @param offset the offset in the shared buffer of the queue
     */
    record Buffer(Start start, boolean isRead, long offset, long bytes) implements KernelArgument {}

    /** A scalar of OpenCL C, little-endian. */
    record Value(ByteBuffer content) implements KernelArgument {}

    /** Local memory of each work-group. */
    record Local(int bytes) implements KernelArgument {}
}
