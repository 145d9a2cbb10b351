package io.apium.worker.consume;

/**
 * How many messages a worker wants beyond one for each slot: as many as its pool gets through in a tenth of a second, so
 * that the last of them waits no longer than that. Looked at every tenth of a second; not safe for threads.
 *
 * <pre>
 *   in a tenth of a second the pool ended          it wants beyond its slots
 *   ─────────────────────────────────────────────  ──────────────────────────────────────────────
 *   n attempts, as many as it has slots or more    the power of two up to n, and not over the most
 *   fewer, or none                                 less by and by: n falls by a quarter at a time
 *   none for half a second, though some wait       nothing: the pool has stalled
 * </pre>
 */
public final class PrefetchController {

    private static final int STALLED_AFTER = 5;

    private final int most;
    private int slots;
    private long ended;
    private long pace;
    private int extra;
    private int still;

    /** @param most messages in hand at once, however short the tasks are */
    public PrefetchController(int slots, int most) {
        this.slots = slots;
        this.most = most;
    }

    int wanted() {
        return slots + extra;
    }

    /** The pool has as many slots from now on. */
    void resize(int slots) {
        this.slots = slots;
        extra = Math.min(extra, extraMax());
    }

    private int extraMax() {
        return Math.max(0, most - slots);
    }

    /**
     * A tenth of a second is over.
     *
     * @param endedInAll how many attempts the pool has ended since it was made
     * @param waiting whether every slot is taken and some wait for one
     * @return whether what waits has waited for too long
     */
    boolean look(long endedInAll, boolean waiting) {
        long since = endedInAll - ended;
        ended = endedInAll;
        still = since == 0 && waiting ? still + 1 : 0;
        if (still >= STALLED_AFTER) {
            still = 0;
            pace = 0;
            extra = 0;
            return true;
        }
        pace = Math.max(since, pace * 3 / 4);
        int fits = pace < slots ? 0 : (int) Math.min(Long.highestOneBit(pace), extraMax());
        // a load that swings a little changes nothing: every change costs the broker a consumer
        if (fits > extra || fits <= extra / 4) {
            extra = fits;
        }
        return false;
    }
}
