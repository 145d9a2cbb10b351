package io.apium.gpu;

import io.apium.gpu.device.Device;
import io.apium.gpu.device.DeviceException;
import io.apium.gpu.device.DeviceException.NoCapableDeviceException;
import io.apium.task.QueueName;
import java.util.Optional;

/** Where a work can be run. */
sealed interface DevicePlacement {

    /**
     * Here.
     *
     * @param tried a device that is to be tried beside, for which nobody waits
     * @param isFallback whether it is run in Java because no other device takes work
     */
    record Local(Device device, Optional<Device> tried, boolean isFallback) implements DevicePlacement {}

    /** By another worker, which takes from the queue. */
    record Remote(QueueName queue, NoCapableDeviceException why) implements DevicePlacement {}

    /** Nowhere now. */
    record Unavailable(NoCapableDeviceException why) implements DevicePlacement {}

    /** Nowhere ever. */
    record Impossible(DeviceException why) implements DevicePlacement {}
}
