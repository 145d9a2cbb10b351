package io.apium.worker.limit;

import io.apium.worker.handler.RateLimit;
import java.time.Duration;

/**
 * The rate at which one worker starts the tasks of one name: two starts are at least an interval apart. All times are
 * nanoseconds of one monotonic clock.
 *
 * <pre>
 *   nextStart       the next possible start
 *   nextForWaiting  when the next attempt that has waited and asked too early may ask again
 *   nextForNew      when the next attempt that asks for the first time may ask again, after all that wait in the ledger
 * </pre>
 *
 * <p>An attempt that asks after {@code nextStart} starts. An attempt that has waited may have its start slightly in advance,
 * so that no time is lost between its question and its start. No start is reserved: a message that waits in the ledger
 * may be delivered to another worker, and messages of other workers may be delivered here.
 */
public final class RateLimiter {

    private static final long WAIT_MAX = Duration.ofDays(366).toNanos();
    private static final long LEAD_MAX = Duration.ofMillis(5).toNanos();

    private final long interval;
    private final long lead;
    private long nextStart;
    private long nextForWaiting;
    private long nextForNew;

    RateLimiter(RateLimit rateLimit, long now) {
        this.interval = rateLimit.interval().toNanos();
        this.lead = Math.min(interval / 2, LEAD_MAX);
        this.nextStart = now;
        this.nextForWaiting = now;
        this.nextForNew = now;
    }

    /** @param mayStart whether it may start at {@code moment}, which is at most 5 ms away; if not, it asks again then */
    public record Answer(boolean mayStart, long moment) {}

    /** @param hasWaited whether it asked before, in this worker or another */
    public synchronized Answer ask(boolean hasWaited, long now) {
        long soonest = later(nextStart, now);
        if (soonest - now <= (hasWaited ? lead : 0)) {
            nextStart = soonest + interval;
            return new Answer(true, soonest);
        }
        long moment = later(nextForWaiting, soonest);
        if (hasWaited) {
            nextForWaiting = moment + interval;
        } else {
            moment = later(nextForNew, moment);
            // no attempt waits longer than that, however many there are
            nextForNew = now + Math.min(moment - now + interval, WAIT_MAX);
        }
        return new Answer(false, moment - lead);
    }

    /** The attempt does not start after all. Its start is free again unless a later one was given out. */
    public synchronized void giveBack(Answer start) {
        if (nextStart == start.moment() + interval) {
            nextStart = start.moment();
        }
    }

    /** Compared by their difference: the clock may overflow. */
    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
