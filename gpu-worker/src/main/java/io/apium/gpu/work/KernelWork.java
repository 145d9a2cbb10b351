package io.apium.gpu.work;

import io.apium.gpu.array.NumericArray;
import java.util.Map;

/**
 * The computation that one task requests of a device, with validated arguments. Immutable, so that it can run
 * repeatedly.
 */
public sealed interface KernelWork permits BatchableWork, DirectWork {

    KernelProgram program();

    /** The device memory that the work needs, in bytes. */
    long deviceBytes();

    /**
     * Computes the result in Java on the calling thread, bit-identical if the program is strict.
     *
     * @throws InterruptedException if the thread was interrupted, which is checked periodically
     * @throws UnsupportedOperationException if {@link #hasJava} is false
     */
    Map<String, NumericArray> compute() throws InterruptedException;

    /** Whether the work has a Java implementation. */
    default boolean hasJava() {
        return true;
    }
}
