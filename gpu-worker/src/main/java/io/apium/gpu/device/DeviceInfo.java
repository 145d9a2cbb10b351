package io.apium.gpu.device;

/**
 * The properties of a device.
 *
 * @param id unique within its worker: {@code opencl:0}, {@code java}
 * @param name from its driver
 * @param driver platform and version, for display
 * @param memoryBytes the memory that works may use at the same time
 * @param workMemoryBytes the maximal size of one buffer
 * @param fp64 whether the device has double precision
 * @param maxGroupSize the maximal work-items per group
 * @param localBytes the local memory of a group
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

    /** The kind of device. */
    public enum Kind {
        /** OpenCL on a device whose type is GPU or accelerator. */
        GPU,
        /** OpenCL on a processor. */
        CPU,
        /** Java, without OpenCL. */
        JAVA
    }
}
