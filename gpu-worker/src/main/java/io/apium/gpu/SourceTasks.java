package io.apium.gpu;

import io.apium.gpu.device.JavaDevice;
import io.apium.gpu.foreign.SourceKernel;
import io.apium.worker.ProvidedTask;
import io.apium.worker.TaskProvider;
import io.apium.worker.binding.Json;
import java.util.List;
import java.util.function.Function;

/** The task of strangers' kernels, on devices of its own: the worker's others once more, so that it lists none. */
final class SourceTasks implements TaskProvider, AutoCloseable {

    private final OpenCl openCl;
    private final Devices devices;
    private final KernelTask task;

    /** @param common what the task shares with others, but for its devices */
    SourceTasks(GpuProperties properties, String key, OpenCl openCl, Function<Devices, KernelTask.Common> common) {
        this.openCl = openCl;
        this.devices = new Devices(new JavaDevice(1, properties.launchLimit()), openCl);
        this.task = new KernelTask(new SourceKernel(key, new Json()), common.apply(devices));
    }

    void open() {
        devices.open();
    }

    @Override
    public List<ProvidedTask> tasks() {
        return List.of(task);
    }

    @Override
    public void close() {
        devices.close();
        openCl.close();
    }
}
