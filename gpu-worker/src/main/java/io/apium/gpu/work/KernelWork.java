package io.apium.gpu.work;

import io.apium.gpu.array.NumericArray;
import java.util.Map;

/** What one task asks of a device, its arguments checked. Never changes, so that it may be run again. */
public sealed interface KernelWork permits BatchableWork, DirectWork {

    KernelProgram program();

    /** What it takes of a device's memory. */
    long deviceBytes();

    /**
     * The same in Java, on the calling thread, bit for bit where the program is strict.
     *
     * @throws InterruptedException when its thread was interrupted: looked at now and then
     * @throws UnsupportedOperationException when {@link #hasJava} is false
     */
    Map<String, NumericArray> compute() throws InterruptedException;

    /** Whether it can be run without a device. */
    default boolean hasJava() {
        return true;
    }
}
