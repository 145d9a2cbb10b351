package io.apium.worker.pool;

import io.apium.worker.ProvidedPool;

/**
 * Chooses the number of slots of a pool with a minimum and a maximum, by its load. Called every 100 ms.
 *
 * <pre>
 *   slots of the pool                                   new number of slots
 *   ──────────────────────────────────────────────────  ───────────────────────────────────────────────────────────
 *   all were busy at two calls in a row                 twice as many, at most the maximum
 *   never all were busy at 300 calls in a row (30 s)    1 more than were busy at the same time in these 30 s, but
 *                                                       at least half as many as now, and at least the minimum
 *   more than the maximum, or fewer than the minimum    the maximum, or the minimum: remote control changed them
 * </pre>
 *
 * <p>The additional slot keeps a steady load from growing and shrinking the pool in turns.
 */
public final class PoolAutoscaler {

    private static final int CALLS_TO_GROW = 2;
    private static final int CALLS_TO_SHRINK = 300;

    private int min;
    private int max;
    private int full;
    private int notFull;
    private int most;

    /** @throws IllegalArgumentException unless 1 ≤ min ≤ max ≤ 10,000 */
    public PoolAutoscaler(int min, int max) {
        change(min, max);
    }

    /** @throws IllegalArgumentException unless 1 ≤ min ≤ max ≤ 10,000; then nothing has changed */
    public synchronized void change(int newMin, int newMax) {
        if (newMin < 1 || newMin > newMax || newMax > ProvidedPool.SLOTS_MAX) {
            throw new IllegalArgumentException("autoscale needs 1 <= min <= max <= " + ProvidedPool.SLOTS_MAX
                    + ", got: min " + newMin + " and max " + newMax);
        }
        min = newMin;
        max = newMax;
    }

    public synchronized int min() {
        return min;
    }

    public synchronized int max() {
        return max;
    }

    /**
     * Called after each 100 ms.
     *
     * @param busy the number of busy slots
     * @param slots the number of slots
     * @return the number of slots that the pool should have
     */
    public synchronized int look(int busy, int slots) {
        most = Math.max(most, busy);
        if (busy >= slots) {
            full++;
            notFull = 0;
        } else {
            full = 0;
            notFull++;
        }
        int wanted = slots;
        if (full >= CALLS_TO_GROW) {
            wanted = 2 * slots;
            forget();
        } else if (notFull >= CALLS_TO_SHRINK) {
            wanted = Math.min(slots, Math.max(most + 1, slots / 2));
            forget();
        }
        return Math.clamp(wanted, min, max);
    }

    private void forget() {
        full = 0;
        notFull = 0;
        most = 0;
    }
}
