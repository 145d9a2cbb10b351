package io.apium.scheduler;

import io.apium.ledger.EntryKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long an entry is left alone whose step has failed: longer after each failure, until a step of it succeeds. */
final class EntryBackOff {

    private static final long FIRST_SECONDS = 1;

    private final Map<EntryKey, Integer> failures = new ConcurrentHashMap<>();

    /**
     * The step of the entry has failed.
     *
     * @param times how often by now
     * @param pause before it is to be tried again
     */
    record Failed(int times, Duration pause) {}

    Failed failed(EntryKey key) {
        if (!SchedulerBounds.FAILED_ENTRIES.allows(failures.size())) {
            failures.clear();
        }
        int times = failures.merge(key, 1, (before, one) -> Math.min(before + one, Integer.SIZE));
        long seconds = Math.min(FIRST_SECONDS << (times - 1), SchedulerBounds.PAUSE_SECONDS.max());
        return new Failed(times, Duration.ofSeconds(seconds));
    }

    void succeeded(EntryKey key) {
        if (!failures.isEmpty()) {
            failures.remove(key);
        }
    }
}
