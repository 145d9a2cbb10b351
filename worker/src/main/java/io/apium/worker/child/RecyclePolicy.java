package io.apium.worker.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * When a child has served long enough, and is replaced after the attempt that it is at. What leaks does not leak for ever.
 *
 * @param attempts that it makes, or null for any number
 * @param age or null for any
 * @param memory that the system has given it, as far as the system says (Linux does), or null for any
 */
record RecyclePolicy(
        @Nullable Long attempts,
        @Nullable Duration age,
        @Nullable DataSize memory) {

    /** @return why it is to be replaced, or null when it is good for another attempt */
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

    /** In bytes; 0 where the system does not say. */
    static long resident(long pid) {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException e) {
            // it is gone, or this is no Linux: there is nothing to hold against it
            return 0;
        }
    }
}
