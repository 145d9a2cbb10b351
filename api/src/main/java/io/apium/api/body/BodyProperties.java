package io.apium.api.body;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the bodies of requests may cost.
 *
 * @param bodyTimeout how long a body may take to arrive, 100 ms to 10 minutes; large ones are given a second more for each
 *     32 KiB
 * @param bodyMemoryMax the memory that all requests under way may take for what they sent, at least 8 MB; 40 percent of the
 *     heap unless it is given
 */
@ConfigurationProperties("apium.api")
public record BodyProperties(
        @DefaultValue("PT30S") Duration bodyTimeout,
        @Nullable DataSize bodyMemoryMax) {

    private static final DataSize MEMORY_MIN = DataSize.ofMegabytes(8);
    private static final double SHARE_OF_HEAP = 0.4;
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(100);
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(10);

    public BodyProperties {
        if (bodyTimeout.compareTo(TIMEOUT_MIN) < 0 || bodyTimeout.compareTo(TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException("apium.api.body-timeout must be PT0.1S to PT10M, got: " + bodyTimeout);
        }
        if (bodyMemoryMax != null && bodyMemoryMax.compareTo(MEMORY_MIN) < 0) {
            throw new IllegalArgumentException("apium.api.body-memory-max must be at least 8MB, got: " + bodyMemoryMax);
        }
    }

    long memoryBytes() {
        long ofHeap = (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP);
        return Objects.requireNonNullElse(bodyMemoryMax, DataSize.ofBytes(Math.max(ofHeap, MEMORY_MIN.toBytes())))
                .toBytes();
    }
}
