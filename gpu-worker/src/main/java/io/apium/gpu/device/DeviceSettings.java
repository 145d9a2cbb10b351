package io.apium.gpu.device;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of devices.
 *
 * @param launchTimeout how long a launch may take where its work does not say less
 * @param memoryMaxBytes what works may take of a device's memory, at most four fifths of what it has
 * @param launchers the number of launches in progress at once: while one runs, the work of the next one is packed
 * @param batchMax how many works join in a launch
 * @param recycleAfter how old a host gets, if it has launched anything
 * @param recycleLaunches how many launches a host makes
 * @param cacheFolder the folder for built programs, to which only this user may write; null for one in the user's cache
 *     folder
 * @param environment of the hosts, beside what the worker's has of OpenCL
 */
public record DeviceSettings(
        Duration launchTimeout,
        long memoryMaxBytes,
        int launchers,
        int batchMax,
        Duration recycleAfter,
        long recycleLaunches,
        @Nullable Path cacheFolder,
        Map<String, String> environment) {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int LAUNCHERS_MAX = 8;
    private static final int BATCH_MAX = 4_096;

    public DeviceSettings {
        environment = Map.copyOf(environment);
        between("a launch's limit", launchTimeout, Duration.ofMillis(1));
        between("a host's age", recycleAfter, Duration.ofSeconds(1));
        between("a device's memory in bytes", memoryMaxBytes, 1 << 20, Long.MAX_VALUE);
        between("the launchers of a device", launchers, 1, LAUNCHERS_MAX);
        between("the works of a launch", batchMax, 1, BATCH_MAX);
        between("the launches of a host", recycleLaunches, 1, Long.MAX_VALUE);
    }

    /** The default settings. */
    public static DeviceSettings usual() {
        return new DeviceSettings(
                Duration.ofSeconds(30), Long.MAX_VALUE, 2, 256, Duration.ofHours(1), 1_000_000, null, Map.of());
    }

    private static void between(String what, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " must be from " + least + " to " + LONGEST + ", got: " + value);
        }
    }

    private static void between(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be from " + least + " to " + most + ", got: " + value);
        }
    }
}
