package io.apium.gpu.device;

/**
 * The current state of a device.
 *
 * @param ready whether the device accepts work; false for a while after its host has crashed repeatedly
 * @param waiting the number of works in its queue
 * @param running the number of works on the device
 * @param memoryUsedBytes the memory of the running works
 * @param utilisation the share of the last seconds in which a work ran, 0 to 1
 * @param meanBatch the average number of works per launch, over the last launches
 * @param restarts the number of restarts of its host
 * @param error the reason why the device is not ready, or empty
 */
public record DeviceStatus(
        boolean ready,
        int waiting,
        int running,
        long memoryUsedBytes,
        double utilisation,
        double meanBatch,
        long restarts,
        String error) {}
