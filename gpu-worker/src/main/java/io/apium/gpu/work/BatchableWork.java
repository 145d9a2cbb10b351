package io.apium.gpu.work;

import io.apium.gpu.array.NumericArray;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Work that can share a launch with other works of the same program: it reads one section of an input buffer and writes
 * one section of an output buffer. Its result must not depend on the other works of the launch.
 */
public non-sealed interface BatchableWork extends KernelWork {

    /** The length of the section of the work in the input buffer, in bytes. */
    int inBytes();

    /** The length of the section of the work in the output buffer, in bytes. */
    int outBytes();

    /** The number of work-groups, at least 1. Surplus work-groups of a larger launch must do nothing. */
    int groups();

    /**
     * @param in the input section of the work, little-endian, {@link #inBytes()} long; the bytes may have any value
     *     before
     */
    void pack(ByteBuffer in);

    /**
     * @param out the output section of the work, little-endian; it is reused after the return, so results must be
     *     copied
     * @return the outputs by name
     */
    Map<String, NumericArray> unpack(ByteBuffer out);

    @Override
    default long deviceBytes() {
        return (long) inBytes() + outBytes();
    }
}
