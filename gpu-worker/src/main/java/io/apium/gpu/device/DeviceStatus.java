package io.apium.gpu.device;

/**
 * What a device is at.
 *
 * @param ready whether it takes works now; a device whose host crashes again and again does not, for a while
 * @param waiting how many works stand in its line
 * @param running how many are on it
 * @param memoryUsedBytes what they take
 * @param utilisation the part of the last seconds in which anything ran, 0 to 1
 * @param meanBatch works of a launch, over the last launches
 * @param restarts how often its host was started anew
 * @param trouble why it is not ready, or empty
 */
public record DeviceStatus(
        boolean ready,
        int waiting,
        int running,
        long memoryUsedBytes,
        double utilisation,
        double meanBatch,
        long restarts,
        String trouble) {}
