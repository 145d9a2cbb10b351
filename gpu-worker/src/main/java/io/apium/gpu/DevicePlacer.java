package io.apium.gpu;

import io.apium.gpu.DeviceRequirement.Wanted;
import io.apium.gpu.device.Device;
import io.apium.gpu.device.DeviceException.NoCapableDeviceException;
import io.apium.gpu.device.DeviceException.WorkTooLargeException;
import io.apium.gpu.device.DeviceInfo.Kind;
import io.apium.gpu.device.WorkResult;
import io.apium.gpu.work.KernelWork;
import io.apium.store.StoreUnavailableException;
import io.apium.store.WorkerRegistry;
import io.apium.store.WorkerStatus;
import io.apium.task.QueueName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the device for a work.
 *
 * <pre>
 *   devices of this worker                            devices of other workers  result
 *   ────────────────────────────────────────────────  ────────────────────────  ──────────────────────────────────────
 *   one matches and accepts work                      any                       runs here, on the first to finish
 *   none matches, or none accepts work                one matches               forwarded to a queue of that worker
 *   all that match have too little memory             none matches              fails: WorkTooLargeException
 *   none matches, or none accepts work                none matches              retried: NoCapableDeviceException
 * </pre>
 */
final class DevicePlacer {

    private final DeviceRegistry devices;
    private final WorkerRegistry workers;
    private final QueueName home;
    private final DeviceSelector deviceSelector = new DeviceSelector();

    /** @param home a queue that this worker consumes; a task that waits for a device is requeued there */
    DevicePlacer(DeviceRegistry devices, WorkerRegistry workers, QueueName home) {
        this.devices = devices;
        this.workers = workers;
        this.home = home;
    }

    QueueName home() {
        return home;
    }

    DevicePlacement find(DeviceRequirement asked, KernelWork work) throws InterruptedException {
        DeviceRequirement need = asked.and(work);
        List<Device> met = met(need, work, devices.all());
        List<Device> ready = ready(met, work);
        if (ready.isEmpty()) {
            met = met(need, work, devices.awaited());
            ready = ready(met, work);
        }
        if (ready.isEmpty()) {
            return elsewhere(need, work, met);
        }
        boolean isFallback = need.wanted() == Wanted.ANY && ready.stream().allMatch(DevicePlacer::isJava);
        DeviceSelector.Chosen chosen = deviceSelector.among(ready, work);
        return new DevicePlacement.Local(chosen.device(), chosen.tried(), isFallback);
    }

    private static boolean isJava(Device device) {
        return device.facts().kind() == Kind.JAVA;
    }

    private static List<Device> met(DeviceRequirement need, KernelWork work, List<Device> all) {
        return all.stream()
                .filter(device -> need.isMetBy(device.facts()))
                .filter(device -> work.hasJava() || !isJava(device))
                .toList();
    }

    private static List<Device> ready(List<Device> met, KernelWork work) {
        return met.stream()
                .filter(device -> fits(device, work) && device.load().ready())
                .toList();
    }

    private static boolean fits(Device device, KernelWork work) {
        return work.deviceBytes() <= device.facts().memoryBytes();
    }

    private DevicePlacement elsewhere(DeviceRequirement need, KernelWork work, List<Device> met) {
        long bytes = work.deviceBytes();
        // every GPU worker can run Java, so another worker would not help
        Optional<QueueName> there = need.wanted() == Wanted.JAVA ? Optional.empty() : others(need, work, bytes);
        if (there.isPresent()) {
            return new DevicePlacement.Remote(
                    there.get(),
                    new NoCapableDeviceException("no " + need + " in this worker; the task is forwarded to queue "
                            + there.get() + " of a worker that has one"));
        }
        if (!met.isEmpty() && met.stream().noneMatch(device -> fits(device, work))) {
            return new DevicePlacement.Impossible(new WorkTooLargeException("the work needs " + bytes + " bytes, but "
                    + met.stream()
                            .map(device -> device.facts().id() + " has "
                                    + device.facts().memoryBytes())
                            .collect(Collectors.joining(", "))));
        }
        return new DevicePlacement.Unavailable(new NoCapableDeviceException("no worker has a " + need + error(met)));
    }

    /** A queue for this kind of device, consumed by a worker that has both the task and a matching device. */
    private Optional<QueueName> others(DeviceRequirement need, KernelWork work, long bytes) {
        String kind = need.wanted() == Wanted.GPU ? "gpu" : "opencl";
        String suffix = DeviceRegistry.queue("", kind, need.fp64()).name();
        try {
            return workers.list().stream()
                    .filter(worker -> has(worker, work.program().task()))
                    .filter(worker -> worker.devices().stream().anyMatch(device -> need.isMetBy(device, bytes)))
                    .flatMap(worker -> worker.pools().stream())
                    .flatMap(pool -> pool.queues().stream())
                    .filter(queue -> queue.endsWith(suffix))
                    .findFirst()
                    .map(QueueName::new);
        } catch (StoreUnavailableException e) {
            // the store does not answer: the retry of the task lists the workers again
            return Optional.empty();
        }
    }

    private static boolean has(WorkerStatus worker, String task) {
        return worker.tasks().contains(task) || worker.taskCount() > WorkerStatus.TASKS_MAX;
    }

    private String error(List<Device> met) {
        String here = met.stream()
                .map(device -> device.facts().id() + ": " + device.load().error())
                .collect(Collectors.joining(", "));
        String error = here.isEmpty() ? devices.error() : here;
        return error.isEmpty() ? "" : " that accepts work (" + error + ")";
    }

    /** Records the measured times of a successful work. */
    void done(Device device, KernelWork work, WorkResult result) {
        deviceSelector.done(device, work, result);
    }
}
