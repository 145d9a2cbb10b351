package io.apium.gpu.work;

import io.apium.gpu.array.NumericArray;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Work that can share a launch with others of the same program: all that it reads is in one section of a buffer, all that
 * it writes in one section of another. What it comes to must not depend on what it shares a launch with.
 */
public non-sealed interface BatchableWork extends KernelWork {

    /** The length of its section of {@code in}. */
    int inBytes();

    /** The length of its section of {@code out}. */
    int outBytes();

    /** How many work-groups work on it, 1 or more. Those of a launch with more groups than this have nothing to do. */
    int groups();

    /** @param in its section, little-endian, with {@link #inBytes()} bytes of which none is known to be zero */
    void pack(ByteBuffer in);

    /**
     * @param out its section, little-endian; others' after the return, so that what is to stay is copied
     * @return what it came to, by name
     */
    Map<String, NumericArray> unpack(ByteBuffer out);

    @Override
    default long deviceBytes() {
        return (long) inBytes() + outBytes();
    }
}
