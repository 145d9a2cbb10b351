package io.apium.worker.pool;

import io.apium.worker.ProvidedPool;

/**
 * How many slots a pool has that may have more or fewer: more as soon as they are all taken, fewer when they have not been
 * for long. Looked at every tenth of a second.
 *
 * <pre>
 *   the pool                                        then has
 *   ──────────────────────────────────────────────  ─────────────────────────────────────────────────────────────
 *   was all busy at two looks, one after the other  twice the slots, and not over the max
 *   was not, at 300 looks (half a minute)           as many as were busy at once in that time, and one to spare;
 *                                                   at least half of what it had, and not under the min
 *   is over the max, or under the min               the max, or the min: somebody has changed them
 * </pre>
 *
 * <p>The one to spare keeps a steady load from making it grow and shrink by turns.
 */
public final class PoolAutoscaler {

    private static final int LOOKS_TO_GROW = 2;
    private static final int LOOKS_TO_SHRINK = 300;

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
            throw new IllegalArgumentException("autoscale is between min and max, from 1 to " + ProvidedPool.SLOTS_MAX
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
     * A tenth of a second is over.
     *
     * @param busy how many slots are taken now
     * @param slots how many there are
     * @return how many there are to be
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
        if (full >= LOOKS_TO_GROW) {
            wanted = 2 * slots;
            forget();
        } else if (notFull >= LOOKS_TO_SHRINK) {
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
