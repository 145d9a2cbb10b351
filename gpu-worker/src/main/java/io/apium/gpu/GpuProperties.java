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
 * How a worker computes on devices.
 *
 * @param enabled whether it does at all
 * @param devices {@code auto} for all that there are, {@code none} for Java alone, or the ids of those that are used
 * @param queues where its tasks come from; the names of the queues for what is asked for begin with the first one
 * @param slots how many tasks are in hand at once, 1 to 10,000: they wait, so that they can share launches
 * @param javaThreads how many works run in Java at once, 1 to 1,024; where it is not said, one for each processor
 * @param launchLimit how long a launch may take, up to a day
 * @param memoryMax what works may take of each device's memory at once; where it is not said, what the device has to give
 * @param batchMax how many works join in a launch, 1 to 4,096
 * @param cacheFolder where built programs are kept; where it is not said, in the user's cache folder
 * @param kernels a folder of the operator's, whose kernels are tasks, too; where it is not said, none
 * @param noDeviceWait how long a task waits for a worker with the device that it asks for, up to a day
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
        check(!devices.isEmpty() && isOne, "devices", devices, "is auto, none, or a list of ids such as opencl:0");
        check(!queues.isEmpty(), "queues", queues, "names at least one queue");
        check(slots >= 1 && slots <= SLOTS_MAX, "slots", slots, "is 1 to " + SLOTS_MAX);
        boolean threads = javaThreads == null || (javaThreads >= 1 && javaThreads <= THREADS_MAX);
        check(threads, "java-threads", javaThreads, "is 1 to " + THREADS_MAX);
        check(within(launchLimit), "launch-limit", launchLimit, "is a time from 1 ms to a day");
        boolean memory = memoryMax == null || memoryMax.compareTo(MEMORY_MIN) >= 0;
        check(memory, "memory-max", memoryMax, "is 1MB or more");
        check(batchMax >= 1 && batchMax <= BATCH_MAX, "batch-max", batchMax, "is 1 to " + BATCH_MAX);
        check(within(noDeviceWait), "no-device-wait", noDeviceWait, "is a time from 1 ms to a day");
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
            // the innermost message is the one that is shown
            throw new IllegalArgumentException("apium.gpu.queues: " + e.getMessage());
        }
    }

    /** Whether any device but Java is to be looked for. */
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
