package io.apium.gpu;

import io.apium.gpu.device.Device;
import io.apium.gpu.device.DeviceInfo;
import io.apium.gpu.device.DeviceStatus;
import io.apium.gpu.work.Kernel;
import io.apium.store.WorkerStatus;
import io.apium.task.QueueName;
import io.apium.worker.ProvidedPool;
import io.apium.worker.ProvidedTask;
import io.apium.worker.TaskProvider;
import java.util.List;
import java.util.Optional;

/** Registers the kernels as tasks of the worker, in a separate pool {@code gpu}, whose slots wait for devices. */
final class GpuTasks implements TaskProvider {

    private static final String POOL = "gpu";

    private final List<Kernel> kernels;
    private final KernelTask.Common common;
    private final DeviceRegistry devices;
    private final GpuProperties properties;

    GpuTasks(List<Kernel> kernels, KernelTask.Common common, DeviceRegistry devices, GpuProperties properties) {
        this.kernels = kernels;
        this.common = common;
        this.devices = devices;
        this.properties = properties;
    }

    @Override
    public List<ProvidedTask> tasks() {
        return kernels.stream()
                .<ProvidedTask>map(kernel -> new KernelTask(kernel, common))
                .toList();
    }

    @Override
    public Optional<ProvidedPool> pool() {
        List<QueueName> queues = properties.queueNames();
        String base = queues.getFirst().name();
        return Optional.of(new ProvidedPool(POOL, properties.concurrency(), queues, () -> devices.queues(base)));
    }

    @Override
    public List<WorkerStatus.Device> devices() {
        return devices.all().stream().map(GpuTasks::status).toList();
    }

    private static WorkerStatus.Device status(Device device) {
        DeviceInfo info = device.facts();
        DeviceStatus status = device.load();
        return new WorkerStatus.Device(
                info.id(),
                DeviceRequirement.word(info.kind()),
                info.name(),
                info.driver(),
                info.fp64(),
                info.memoryBytes(),
                status.memoryUsedBytes(),
                status.utilisation(),
                status.waiting(),
                status.running(),
                status.meanBatch(),
                status.restarts(),
                status.ready(),
                status.error());
    }
}
