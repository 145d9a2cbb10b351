package io.apium.worker.consume;

import io.apium.worker.handler.MonotonicTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a queue consumer works, by what it saw at its ticks.
 *
 * <pre>
 *   state       holds when
 *   ──────────  ──────────────────────────────────────────────────────────────────────────────────────────
 *   attached    all its consumers received messages at a tick of the last two seconds; a new consumer is
 *               attached a moment after it is opened
 *   taking      at a tick of the last ten seconds no message waited, no slot was free, or the pool had
 *               ended an attempt since the tick before
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
     * @param isAttached whether every consumer receives messages
     * @param isIdle whether an attempt waits although a slot is free
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
