package io.apium.gpu;

import io.apium.gpu.device.Device;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.KernelWork;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the trial work of each kernel on a device, which builds its program before the first task needs it. */
record KernelWarmup(List<Kernel> kernels) {

    private static final Logger log = LoggerFactory.getLogger(KernelWarmup.class);

    KernelWarmup {
        kernels = List.copyOf(kernels);
    }

    void on(Device device) {
        kernels.forEach(kernel -> kernel.rehearsal().ifPresent(work -> rehearse(kernel, work, device)));
    }

    private static void rehearse(Kernel kernel, KernelWork work, Device device) {
        var _ = device.submit(work, null).whenComplete((_, failure) -> {
            if (failure != null) {
                log.warn(
                        "gpu: trial run failed kernel={} device={}",
                        kernel.task(),
                        device.facts().id(),
                        failure);
            }
        });
    }
}
