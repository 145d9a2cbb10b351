package io.apium.api.body;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of request bodies.
 *
 * @param bodyTimeout time for a request body to arrive, 100 ms to 10 minutes, plus a second for each 32 KiB
 * @param maxBodyMemory memory for the bodies of all requests in progress, at least 8MB; by default 40 percent of the heap
 */
@ConfigurationProperties("apium.api")
public record BodyProperties(
        @DefaultValue("PT30S") Duration bodyTimeout,
        @Nullable DataSize maxBodyMemory) {

    private static final DataSize MEMORY_MIN = DataSize.ofMegabytes(8);
    private static final double SHARE_OF_HEAP = 0.4;
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(100);
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(10);

    public BodyProperties {
        if (bodyTimeout.compareTo(TIMEOUT_MIN) < 0 || bodyTimeout.compareTo(TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException("apium.api.body-timeout must be PT0.1S to PT10M, got: " + bodyTimeout);
        }
        if (maxBodyMemory != null && maxBodyMemory.compareTo(MEMORY_MIN) < 0) {
            throw new IllegalArgumentException("apium.api.max-body-memory must be at least 8MB, got: " + maxBodyMemory);
        }
    }

    long memoryBytes() {
        long ofHeap = (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP);
        return Objects.requireNonNullElse(maxBodyMemory, DataSize.ofBytes(Math.max(ofHeap, MEMORY_MIN.toBytes())))
                .toBytes();
    }
}
