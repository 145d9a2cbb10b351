package io.apium.scheduler;

import io.apium.ledger.EntryKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The pause after failed steps of an entry: it doubles with each failure and ends with a success. */
final class EntryBackOff {

    private static final long FIRST_SECONDS = 1;

    private final Map<EntryKey, Integer> failures = new ConcurrentHashMap<>();

    /**
     * The step of the entry has failed.
     *
     * @param times the number of failures in a row
     * @param pause before the next attempt
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
