package io.apium.gpu;

import io.apium.gpu.array.ArrayReader;
import io.apium.gpu.array.ArrayWriter;
import io.apium.gpu.custom.KernelFolder;
import io.apium.gpu.device.JavaDevice;
import io.apium.gpu.work.Kernel;
import io.apium.store.BlobStore;
import io.apium.store.ResultStore;
import io.apium.store.WorkerRegistry;
import io.apium.worker.handler.MisconfiguredException;
import io.apium.worker.yaml.InvalidFileException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The {@code gpu.*} tasks of a worker and the devices they run on. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "apium.worker.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "apium.gpu.enabled", matchIfMissing = true)
@EnableConfigurationProperties(GpuProperties.class)
public class GpuAutoConfiguration {

    @Bean
    OpenClDevices openCl(GpuProperties properties) {
        return new OpenClDevices(properties);
    }

    @Bean
    GpuMeters gpuMeters(ObjectProvider<MeterRegistry> registries) {
        // an empty composite registry records nothing
        return new GpuMeters(registries.getIfAvailable(CompositeMeterRegistry::new));
    }

    @Bean
    KernelWarmup gpuKernels(GpuProperties properties, ObjectProvider<Kernel> further) {
        Stream<Kernel> ours = Stream.concat(BuiltinKernels.builtIn().values().stream(), further.orderedStream());
        return new KernelWarmup(
                Stream.concat(ours, ofTheFolder(properties.kernels())).toList());
    }

    private static Stream<Kernel> ofTheFolder(@Nullable Path folder) {
        try {
            return folder == null ? Stream.of() : KernelFolder.read(folder).stream();
        } catch (InvalidFileException e) {
            throw new MisconfiguredException("apium.gpu.kernels: " + e.getMessage());
        }
    }

    @Bean(initMethod = "open")
    DeviceRegistry gpuDevices(
            GpuProperties properties, OpenClDevices openClDevices, KernelWarmup kernels, GpuMeters meters) {
        JavaDevice java = new JavaDevice(properties.threads(), properties.launchTimeout());
        meters.watch(java);
        return new DeviceRegistry(java, () -> {
            DeviceRegistry.Found found = openClDevices.find();
            found.devices().forEach(meters::watch);
            found.devices().forEach(kernels::on);
            return found;
        });
    }

    @Bean
    ArrayReader gpuArrays(BlobStore blobs) {
        return new ArrayReader(blobs, Integer.MAX_VALUE);
    }

    @Bean
    ResultWriter gpuResults(BlobStore blobs, ResultStore results) {
        return new ResultWriter(new ArrayWriter(blobs, results.retention()));
    }

    @Bean
    KernelTask.Common gpuCommon(
            GpuProperties properties,
            ArrayReader arrays,
            DeviceRegistry devices,
            WorkerRegistry workers,
            ResultWriter results,
            GpuMeters meters,
            InstantSource clock) {
        DevicePlacer devicePlacer =
                new DevicePlacer(devices, workers, properties.queueNames().getFirst());
        return new KernelTask.Common(arrays, devicePlacer, results, meters, properties.deviceWaitTimeout(), clock);
    }

    @Bean
    GpuTasks gpuTasks(
            KernelWarmup kernels, KernelTask.Common common, DeviceRegistry devices, GpuProperties properties) {
        return new GpuTasks(kernels.kernels(), common, devices, properties);
    }

    /** Health of the devices, if Spring Boot's health support is on the class path. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class DeviceHealth {

        @Bean
        HealthIndicator gpuHealthIndicator(DeviceRegistry devices) {
            return new GpuHealth(devices);
        }
    }
}
