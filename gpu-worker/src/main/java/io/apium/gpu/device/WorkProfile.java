package io.apium.gpu.device;

import java.time.Duration;

/**
 * The times of a work. All times except {@code waited} are times of the whole launch, which {@code batch} works share.
 *
 * @param device the id of the device
 * @param waited the time in the queue of the device
 * @param pack the time for copying to and from the shared buffers
 * @param transfer the time for transfers to the device and back
 * @param kernel the time of the kernel on the device
 * @param batch the number of works in the launch
 * @param isFirst whether the work is the first with a result in its launch, so that each launch is counted once
 * @param cache where the built program came from
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
        /** Nowhere: the program was built from source for this launch. */
        BUILT,
        /** The device needs no program. */
        NONE
    }
}
