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
 * Configuration of GPU tasks.
 *
 * @param enabled whether the worker has GPU tasks
 * @param devices {@code auto} for all devices, {@code none} for Java only, or device ids
 * @param queues the queues of the GPU pool; the first is the prefix of the queues for device kinds
 * @param slots how many tasks run at the same time, 1 to 10,000: they mostly wait, so that works can share launches
 * @param javaThreads how many works run in Java at the same time, 1 to 1,024; by default one per processor
 * @param launchLimit the time limit of a launch, up to a day
 * @param memoryMax how much memory of each device works may use at the same time; by default all of it
 * @param batchMax how many works may share a launch, 1 to 4,096
 * @param cacheFolder where built programs are stored; by default in the user's cache folder
 * @param kernels a folder with custom kernels, each of which becomes a task; by default none
 * @param noDeviceWait how long a task waits for a worker with the required device, up to a day
 */
@ConfigurationProperties("apium.gpu")
public record GpuProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("auto") List<String> devices,
        @DefaultValue("gpu") List<String> queues,
        @DefaultValue("256") int slots,
        @Nullable Integer javaThreads,
        @DefaultValue("PT30S") Duration launchLimit,
        @Nullable DataSize memoryMax,
        @DefaultValue("256") int batchMax,
        @Nullable Path cacheFolder,
        @Nullable Path kernels,
        @DefaultValue("PT5M") Duration noDeviceWait) {

    private static final String ALL = "auto";
    private static final String NONE = "none";
    private static final int SLOTS_MAX = 10_000;
    private static final int THREADS_MAX = 1_024;
    private static final int BATCH_MAX = 4_096;
    private static final DataSize MEMORY_MIN = DataSize.ofMegabytes(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    public GpuProperties {
        devices = List.copyOf(devices);
        queues = List.copyOf(queues);
        boolean isOne = devices.size() == 1 || (!devices.contains(ALL) && !devices.contains(NONE));
        check(!devices.isEmpty() && isOne, "devices", devices, "must be auto, none, or device ids such as opencl:0");
        check(!queues.isEmpty(), "queues", queues, "must name at least one queue");
        check(slots >= 1 && slots <= SLOTS_MAX, "slots", slots, "must be 1 to " + SLOTS_MAX);
        boolean threads = javaThreads == null || (javaThreads >= 1 && javaThreads <= THREADS_MAX);
        check(threads, "java-threads", javaThreads, "must be 1 to " + THREADS_MAX);
        check(within(launchLimit), "launch-limit", launchLimit, "must be a time from 1 ms to 1 day");
        boolean memory = memoryMax == null || memoryMax.compareTo(MEMORY_MIN) >= 0;
        check(memory, "memory-max", memoryMax, "must be at least 1MB");
        check(batchMax >= 1 && batchMax <= BATCH_MAX, "batch-max", batchMax, "must be 1 to " + BATCH_MAX);
        check(within(noDeviceWait), "no-device-wait", noDeviceWait, "must be a time from 1 ms to 1 day");
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

    /** Whether to search for OpenCL devices. */
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
