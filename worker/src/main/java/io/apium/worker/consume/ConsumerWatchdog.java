package io.apium.worker.consume;

import io.apium.worker.handler.MonotonicTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether an intake does its work, by what it found at its ticks. A tick tells of two things:
 *
 * <pre>
 *   that                             is well when
 *   ───────────────────────────────  ─────────────────────────────────────────────────────────────────────
 *   it is attached to the broker     it was so at a tick of the last two seconds: lanes come and go, and a
 *                                    new one is attached a moment later; without ticks nothing is known
 *   what came is taken               there was a tick of the last ten seconds at which nothing waited, no
 *                                    slot was free, or the pool had ended something since the one before
 * </pre>
 */
public final class ConsumerWatchdog {

    static final Duration DETACHED_AFTER = Duration.ofSeconds(2);
    static final Duration UNTAKEN_AFTER = Duration.ofSeconds(10);

    private volatile @Nullable MonotonicTime attached;
    private volatile @Nullable MonotonicTime taken;
    private long ended;

    /**
     * A tick; one caller at a time.
     *
     * @param isAttached whether every consumer that is to get messages would
     * @param isIdle whether something waits though a slot is free
     * @param endedInAll how many attempts the pool has ended since it was made
     */
    void look(boolean isAttached, boolean isIdle, long endedInAll, MonotonicTime now) {
        if (isAttached) {
            attached = now;
        }
        if (!isIdle || endedInAll != ended) {
            taken = now;
        }
        ended = endedInAll;
    }

    public boolean isAttached(MonotonicTime now) {
        return isWithin(attached, DETACHED_AFTER, now);
    }

    public boolean isTaking(MonotonicTime now) {
        return isWithin(taken, UNTAKEN_AFTER, now);
    }

    private static boolean isWithin(@Nullable MonotonicTime last, Duration limit, MonotonicTime now) {
        return last != null && now.nanos() - last.nanos() <= limit.toNanos();
    }
}
