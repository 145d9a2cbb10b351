package io.apium.gpu.device;

import java.time.Duration;

/**
 * Where the time of a work went. All but {@code wait} is its launch's, which it shared with {@code batch - 1} others.
 *
 * @param device its id
 * @param waited in the line of the device
 * @param pack into the buffers, and out of them
 * @param transfer to the device and back
 * @param kernel on the device
 * @param batch the computations in its launch
 * @param isFirst whether it is the first of them, for counts of launches
 * @param cache where the program came from
 */
public record WorkProfile(
        String device,
        Duration waited,
        Duration pack,
        Duration transfer,
        Duration kernel,
        int batch,
        boolean isFirst,
        Cache cache) {

    /** Where a built program was found. */
    public enum Cache {
        /** It was there. */
        MEMORY,
        /** On disk, from a run before. */
        DISK,
        /** Nowhere: it was built for this. */
        BUILT,
        /** It needs none. */
        NONE
    }
}
