package io.apium.adapter.redis.connection;

/**
 * What the server's clock says, told by this process' steady one. Each answer with the server's time bounds the difference:
 * it was given after the question and before it came. Of many answers the quickest tell most, so that one which takes long
 * does no harm.
 *
 * <pre>
 *   server - asked at     the difference is not more
 *   server - answered at  the difference is not less
 * </pre>
 *
 * <p>Clocks drift, so the bounds widen with time. A server's clock that is set contradicts them, and they begin anew.
 */
public final class ServerClock {

    /** Faster than any clock is slewed: 1 ms in a second. */
    private static final long DRIFT_ONE_IN = 1_000;

    private long least = Long.MIN_VALUE;
    private long most = Long.MAX_VALUE;
    private long latest;

    /** The difference of the clocks in nanoseconds is between these. */
    public record Difference(long least, long most) {

        /** When it is surely so late at the server. */
        public long soonest(long server) {
            return server - least;
        }

        /** When it is surely no later than that at the server. */
        public long latest(long server) {
            return server - most;
        }
    }

    /**
     * All in nanoseconds.
     *
     * @param server the time that the server gave
     * @param asked by the steady clock, before it was asked
     * @param answered by the steady clock, after it had answered
     */
    public synchronized Difference answered(long server, long asked, long answered) {
        boolean known = most != Long.MAX_VALUE;
        long drift = Math.max(0, answered - latest) / DRIFT_ONE_IN;
        long low = known ? Math.max(least - drift, server - answered) : server - answered;
        long high = known ? Math.min(most + drift, server - asked) : server - asked;
        boolean contradicts = low > high;
        least = contradicts ? server - answered : low;
        most = contradicts ? server - asked : high;
        latest = known && !contradicts ? Math.max(latest, answered) : answered;
        return new Difference(least, most);
    }
}
