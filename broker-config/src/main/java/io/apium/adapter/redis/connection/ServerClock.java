package io.apium.adapter.redis.connection;

/**
 * Estimates the server's clock from this process' monotonic clock. Each answer with the server's time bounds the
 * difference: the time was read after the question was sent and before the answer arrived. The fastest answers give the
 * tightest bounds, so a slow one does no harm.
 *
 * <pre>
 *   server - asked at     upper bound of the difference
 *   server - answered at  lower bound of the difference
 * </pre>
 *
 * <p>Clocks drift, so the bounds widen with time. When the server's clock is set, an answer contradicts the bounds, and
 * they are reset.
 */
public final class ServerClock {

    /** More than any clock is slewed: 1 ms in a second. */
    private static final long DRIFT_ONE_IN = 1_000;

    private long min = Long.MIN_VALUE;
    private long max = Long.MAX_VALUE;
    private long latest;

    /** The difference of the clocks in nanoseconds is between these. */
    public record Difference(long min, long max) {

        /** The earliest local time at which the server's clock has surely reached the given time. */
        public long soonest(long server) {
            return server - min;
        }

        /** The latest local time at which the server's clock has surely not passed the given time. */
        public long latest(long server) {
            return server - max;
        }
    }

    /**
     * All in nanoseconds.
     *
     * @param server the server's time in the answer
     * @param asked the monotonic time before the question
     * @param answered the monotonic time after the answer
     */
    public synchronized Difference answered(long server, long asked, long answered) {
        boolean known = max != Long.MAX_VALUE;
        long drift = Math.max(0, answered - latest) / DRIFT_ONE_IN;
        long low = known ? Math.max(min - drift, server - answered) : server - answered;
        long high = known ? Math.min(max + drift, server - asked) : server - asked;
        boolean contradicts = low > high;
        min = contradicts ? server - answered : low;
        max = contradicts ? server - asked : high;
        latest = known && !contradicts ? Math.max(latest, answered) : answered;
        return new Difference(min, max);
    }
}
