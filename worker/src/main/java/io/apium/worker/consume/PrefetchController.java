package io.apium.worker.consume;

/**
 * How many messages a worker prefetches beyond one for each slot: as many as its pool ends in 100 ms, so that the last
 * of them waits no longer than that. Called every 100 ms; not thread-safe.
 *
 * <pre>
 *   in 100 ms the pool ended                      messages beyond the slots
 *   ────────────────────────────────────────────  ─────────────────────────────────────────────────
 *   n attempts, with n ≥ slots                    the largest power of two ≤ n, up to the maximum
 *   fewer, or none                                fewer step by step: n falls by a quarter each time
 *   none for 500 ms, although some wait           none: the pool has stalled
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

    /** @param most the maximum of unsettled messages, however short the tasks are */
    public PrefetchController(int slots, int most) {
        this.slots = slots;
        this.most = most;
    }

    int wanted() {
        return slots + extra;
    }

    /** The pool has this many slots from now on. */
    void resize(int slots) {
        this.slots = slots;
        extra = Math.min(extra, extraMax());
    }

    private int extraMax() {
        return Math.max(0, most - slots);
    }

    /**
     * Called after each 100 ms.
     *
     * @param endedInAll how many attempts the pool has ended since its start
     * @param waiting whether every slot is busy and some attempts wait
     * @return whether the waiting attempts have waited too long
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
        // a small change of the load changes nothing: every change costs the broker a consumer
        if (fits > extra || fits <= extra / 4) {
            extra = fits;
        }
        return false;
    }
}
