package io.apium.worker.limit;

import io.apium.worker.handler.RateLimit;
import java.time.Duration;

/**
 * The pace at which one worker starts the tasks of one name: never sooner after another than the interval. All times are
 * nanoseconds of one steady clock.
 *
 * <pre>
 *   next     when the next may start
 *   inHand   when the next may come of those that have waited, and have come too early
 *   booked   when the next may come of those that are new; all who wait elsewhere come before
 * </pre>
 *
 * <p>Whoever comes when nobody else may start before it, starts. Who has waited may have its start a little in advance, so
 * that nothing is lost between its coming and its start. Nobody is expected: a message that waits in the ledger may come
 * back to another worker, and what waits there may come here.
 */
public final class RateLimiter {

    private static final long BOOKED_MAX = Duration.ofDays(366).toNanos();
    private static final long LEAD_MAX = Duration.ofMillis(5).toNanos();

    private final long interval;
    private final long lead;
    private long next;
    private long inHand;
    private long booked;

    RateLimiter(RateLimit rateLimit, long now) {
        this.interval = rateLimit.interval().toNanos();
        this.lead = Math.min(interval / 2, LEAD_MAX);
        this.next = now;
        this.inHand = now;
        this.booked = now;
    }

    /** @param mayStart whether it may start at the moment, which is near; if not, it is to ask again then */
    public record Answer(boolean mayStart, long moment) {}

    /** @param hasWaited whether it was told to come again before, here or elsewhere */
    public synchronized Answer ask(boolean hasWaited, long now) {
        long soonest = later(next, now);
        if (soonest - now <= (hasWaited ? lead : 0)) {
            next = soonest + interval;
            return new Answer(true, soonest);
        }
        long moment = later(inHand, soonest);
        if (hasWaited) {
            inHand = moment + interval;
        } else {
            moment = later(booked, moment);
            // nobody is told to come later than that, however many there are
            booked = now + Math.min(moment - now + interval, BOOKED_MAX);
        }
        return new Answer(false, moment - lead);
    }

    /** Something else stands against that start. Its place can be had again only while nobody has the next. */
    public synchronized void giveBack(Answer start) {
        if (next == start.moment() + interval) {
            next = start.moment();
        }
    }

    /** By their difference, since such a clock may pass the largest number. */
    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
