package io.apium.gpu;

import io.apium.task.QueueName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The keys {@code apium.gpu.*} of a worker with devices.
 *
 * @param enabled whether this worker runs the tasks {@code gpu.*}
 * @param devices {@code auto} for all devices, {@code none} for Java only, or a list of device ids such as opencl:0
 * @param queues the queues of these tasks, at least one; the queues of a device's capabilities are named after the
 *     first
 * @param concurrency tasks that run at once, 1 to 10,000; most of them wait to share a launch
 * @param javaThreads computations in Java at once, 1 to 1,024; by default one for each processor
 * @param launchTimeout the longest launch, 1 ms to a day
 * @param maxMemory memory in use on each device at once, at least 1MB; by default all that the device offers
 * @param maxBatchSize computations that share one launch, 1 to 4,096
 * @param cacheFolder a folder for compiled programs; by default a folder in the user's cache folder
 * @param kernels a folder with the operator's own kernels, which become tasks
 * @param deviceWaitTimeout time that a task waits for a worker with the device it requires, 1 ms to a day
 */
@ConfigurationProperties("apium.gpu")
public record GpuProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("auto") List<String> devices,
        @DefaultValue("gpu") List<String> queues,
        @DefaultValue("256") int concurrency,
        @Nullable Integer javaThreads,
        @DefaultValue("PT30S") Duration launchTimeout,
        @Nullable DataSize maxMemory,
        @DefaultValue("256") int maxBatchSize,
        @Nullable Path cacheFolder,
        @Nullable Path kernels,
        @DefaultValue("PT5M") Duration deviceWaitTimeout) {

    private static final String ALL = "auto";
    private static final String NONE = "none";
    private static final int CONCURRENCY_MAX = 10_000;
    private static final int THREADS_MAX = 1_024;
    private static final int BATCH_MAX = 4_096;
    private static final DataSize MEMORY_MIN = DataSize.ofMegabytes(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    public GpuProperties {
        devices = List.copyOf(devices);
        queues = List.copyOf(queues);
        boolean isOne = devices.size() == 1 || (!devices.contains(ALL) && !devices.contains(NONE));
        check(!devices.isEmpty() && isOne, "devices", devices, "must be auto, none, or a list of ids such as opencl:0");
        check(!queues.isEmpty(), "queues", queues, "must name at least one queue");
        check(
                concurrency >= 1 && concurrency <= CONCURRENCY_MAX,
                "concurrency",
                concurrency,
                "must be 1 to " + CONCURRENCY_MAX);
        boolean threads = javaThreads == null || (javaThreads >= 1 && javaThreads <= THREADS_MAX);
        check(threads, "java-threads", javaThreads, "must be 1 to " + THREADS_MAX);
        check(within(launchTimeout), "launch-timeout", launchTimeout, "must be PT0.001S to P1D");
        boolean memory = maxMemory == null || maxMemory.compareTo(MEMORY_MIN) >= 0;
        check(memory, "max-memory", maxMemory, "must be at least 1MB");
        check(
                maxBatchSize >= 1 && maxBatchSize <= BATCH_MAX,
                "max-batch-size",
                maxBatchSize,
                "must be 1 to " + BATCH_MAX);
        check(within(deviceWaitTimeout), "device-wait-timeout", deviceWaitTimeout, "must be PT0.001S to P1D");
        var _ = names(queues);
    }

    private static boolean within(Duration time) {
        return time.toMillis() >= 1 && time.compareTo(LONGEST) <= 0;
    }

    List<QueueName> queueNames() {
        return names(queues);
    }

    private static List<QueueName> names(List<String> queues) {
        try {
            return queues.stream().map(QueueName::new).toList();
        } catch (IllegalArgumentException e) {
            // Spring Boot shows the innermost message
            throw new IllegalArgumentException("apium.gpu.queues: " + e.getMessage());
        }
    }

    /** Whether the worker searches for OpenCL devices. */
    boolean looksForDevices() {
        return !devices.contains(NONE);
    }

    boolean uses(String device) {
        return devices.contains(ALL) || devices.contains(device);
    }

    int threads() {
        return javaThreads == null ? Runtime.getRuntime().availableProcessors() : javaThreads;
    }

    private static void check(boolean holds, String key, @Nullable Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("apium.gpu." + key + " " + rule + ", got: '" + value + "'");
        }
    }
}
