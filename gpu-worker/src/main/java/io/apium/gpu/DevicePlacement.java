package io.apium.gpu;

import io.apium.gpu.device.Device;
import io.apium.gpu.device.DeviceException;
import io.apium.gpu.device.DeviceException.NoCapableDeviceException;
import io.apium.task.QueueName;
import java.util.Optional;

/** Where a work can run. */
sealed interface DevicePlacement {

    /**
     * On a device of this worker.
     *
     * @param tried a second device that runs the same work to measure it; the task does not wait for it
     * @param isFallback whether the work runs in Java because no other device accepts work
     */
    record Local(Device device, Optional<Device> tried, boolean isFallback) implements DevicePlacement {}

    /** On another worker that consumes this queue. */
    record Remote(QueueName queue, NoCapableDeviceException why) implements DevicePlacement {}

    /** On no device at present. */
    record Unavailable(NoCapableDeviceException why) implements DevicePlacement {}

    /** On no device at any time. */
    record Impossible(DeviceException why) implements DevicePlacement {}
}
