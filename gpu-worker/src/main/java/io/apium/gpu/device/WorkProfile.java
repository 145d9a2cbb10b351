package io.apium.gpu.device;

import java.time.Duration;

/**
 * How long a work took. All times except {@code waited} are those of its launch, shared with {@code batch - 1} other
 * works.
 *
 * @param device its id
 * @param waited in the queue of the device
 * @param pack copying to and from the shared buffers
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
        /** In the host: an earlier launch used it. */
        MEMORY,
        /** On disk, from an earlier host. */
        DISK,
        /** Nowhere: it was built for this work. */
        BUILT,
        /** The device needs no program. */
        NONE
    }
}
