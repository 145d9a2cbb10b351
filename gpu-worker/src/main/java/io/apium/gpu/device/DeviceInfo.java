package io.apium.gpu.device;

/**
 * What is known of a device.
 *
 * @param id among those of its worker: {@code opencl:0}, {@code java}
 * @param name as its driver calls it
 * @param driver platform and version, for people
 * @param memoryBytes what works may take of it at once
 * @param workMemoryBytes what a single buffer may have
 * @param fp64 whether it has double precision
 * @param maxGroupSize how many work-items a group may have
 * @param localBytes what a group may have for itself
 */
public record DeviceInfo(
        String id,
        Kind kind,
        String name,
        String driver,
        int units,
        long memoryBytes,
        long workMemoryBytes,
        boolean fp64,
        int maxGroupSize,
        long localBytes) {

    /** What runs the work. */
    public enum Kind {
        /** OpenCL on a device that calls itself a GPU or an accelerator. */
        GPU,
        /** OpenCL on a processor. */
        CPU,
        /** No OpenCL at all. */
        JAVA
    }
}
