package io.apium.gpu.wire;

/**
 * What a driver says of a device.
 *
 * @param platform its name and version
 * @param version of the driver
 * @param accelerates whether it calls itself a GPU or an accelerator
 * @param memoryBytes all that it has
 * @param bufferBytes what a single buffer may have
 * @param groupSize how many work-items a group may have
 * @param localBytes what a group may have for itself
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
