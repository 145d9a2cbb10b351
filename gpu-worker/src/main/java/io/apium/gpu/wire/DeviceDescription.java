package io.apium.gpu.wire;

/**
 * A device as its driver describes it.
 *
 * @param platform the name and version of the OpenCL platform
 * @param version the version of the driver
 * @param accelerates whether the type of the device is GPU or accelerator
 * @param memoryBytes the global memory
 * @param bufferBytes the maximal size of one buffer
 * @param groupSize the maximal work-items per group
 * @param localBytes the local memory of a group
 */
public record DeviceDescription(
        String name,
        String platform,
        String version,
        boolean accelerates,
        int units,
        long memoryBytes,
        long bufferBytes,
        boolean fp64,
        int groupSize,
        long localBytes) {}
