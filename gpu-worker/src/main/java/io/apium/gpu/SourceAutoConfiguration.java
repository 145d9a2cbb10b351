package io.apium.gpu;

import io.apium.gpu.array.ArrayReader;
import io.apium.gpu.device.Sandbox;
import io.apium.store.Workers;
import io.apium.task.QueueName;
import io.apium.worker.Misconfigured;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Where the operator has set a key, the task by which strangers who know it have kernels of their own run. */
@AutoConfiguration(after = GpuAutoConfiguration.class)
@ConditionalOnProperty("apium.gpu.source-key")
@ConditionalOnBean(GpuTasks.class)
public class SourceAutoConfiguration {

    @Bean(initMethod = "open")
    SourceTasks sourceTasks(
            GpuProperties properties,
            ArrayReader arrays,
            Workers workers,
            Results results,
            GpuMeters meters,
            InstantSource clock)
            throws InterruptedException {
        String key = Objects.requireNonNull(properties.sourceKey(), "the key is there");
        QueueName home = properties.queueNames().getFirst();
        return new SourceTasks(properties, key, new OpenCl(properties, sandbox()), devices -> {
            Places places = new Places(devices, workers, home);
            return new KernelTask.Common(arrays, places, results, meters, properties.noDeviceWait(), clock);
        });
    }

    private static Sandbox sandbox() throws InterruptedException {
        try {
            return Sandbox.open();
        } catch (IllegalStateException e) {
            throw new Misconfigured(
                    "apium.gpu.source-key is set, and kernels of strangers cannot be put aside: " + e.getMessage());
        }
    }
}
