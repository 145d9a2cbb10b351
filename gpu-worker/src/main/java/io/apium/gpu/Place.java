package io.apium.gpu;

import io.apium.gpu.device.Device;
import io.apium.gpu.device.DeviceException;
import io.apium.gpu.device.DeviceException.NoCapableDeviceException;
import io.apium.task.QueueName;
import java.util.Optional;

/** Where a work can be run. */
sealed interface Place {

    /**
     * Here.
     *
     * @param tried a device that is to be tried beside, for which nobody waits
     * @param isFallback whether it is run in Java because no other device takes work
     */
    record Here(Device device, Optional<Device> tried, boolean isFallback) implements Place {}

    /** By another worker, which takes from the queue. */
    record There(QueueName queue, NoCapableDeviceException why) implements Place {}

    /** Nowhere now. */
    record Nowhere(NoCapableDeviceException why) implements Place {}

    /** Nowhere ever. */
    record Never(DeviceException why) implements Place {}
}
