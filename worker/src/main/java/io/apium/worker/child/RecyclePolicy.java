package io.apium.worker.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * When a child is replaced after its current attempt, which limits the effect of leaks.
 *
 * @param attempts the number of attempts, or null for no limit
 * @param age the age of the child, or null for no limit
 * @param memory the resident memory, or null for no limit; ignored if the system does not report it (Linux does)
 */
record RecyclePolicy(
        @Nullable Long attempts,
        @Nullable Duration age,
        @Nullable DataSize memory) {

    /** @return why the child must be replaced, or null if it can run another attempt */
    @Nullable
    String of(ChildProcess child) {
        if (attempts != null && child.attempts() >= attempts) {
            return "has made " + child.attempts() + " attempts";
        }
        if (age != null && child.age().compareTo(age) >= 0) {
            return "is " + child.age().toSeconds() + " s old";
        }
        if (memory != null) {
            long bytes = resident(child.pid());
            return bytes > memory.toBytes() ? "has " + DataSize.ofBytes(bytes).toMegabytes() + " MB of memory" : null;
        }
        return null;
    }

    /** The resident memory in bytes; 0 if the system does not report it. */
    static long resident(long pid) {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException e) {
            // the process has ended, or this is not Linux
            return 0;
        }
    }
}
