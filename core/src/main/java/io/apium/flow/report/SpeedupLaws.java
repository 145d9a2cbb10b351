package io.apium.flow.report;

import java.time.Duration;
import java.util.OptionalDouble;

/** The laws of speedup, as functions. T1 is the best serial time, without a queue; Tp the time on p slots. */
public final class SpeedupLaws {

    private SpeedupLaws() {}

    /**
     * How many times faster: {@code S = T1 / Tp}.
     *
     * @param serialSeconds T1, more than 0
     * @param seconds Tp, more than 0
     */
    public static double speedup(double serialSeconds, double seconds) {
        check(serialSeconds > 0 && seconds > 0, "times must be more than 0, got: " + serialSeconds + ", " + seconds);
        return serialSeconds / seconds;
    }

    /** The share of the slots' time that was used: {@code E = S / p}. */
    public static double efficiency(double speedup, int slots) {
        checkSpeedup(speedup, slots);
        return speedup / slots;
    }

    /**
     * The experimentally determined serial fraction: {@code e = (1/S - 1/p) / (1 - 1/p)}. It contains everything that
     * kept the run from a speedup of p: serial work and the overhead of parallel work. It is below 0 for a speedup of
     * more than p, and above 1 for a run that took longer than the serial one.
     *
     * <p>Source: A. H. Karp and H. P. Flatt, Measuring parallel processor performance, CACM 33(5), 1990.
     *
     * @return empty for one slot, where it is not defined
     */
    public static OptionalDouble serialFraction(double speedup, int slots) {
        checkSpeedup(speedup, slots);
        return slots == 1 ? OptionalDouble.empty() : OptionalDouble.of((1 / speedup - 1.0 / slots) / (1 - 1.0 / slots));
    }

    /**
     * The speedup of the same work on n cores: {@code S = 1 / (f + (1 - f) / n)}, which is below {@code 1 / f} for
     * every n.
     *
     * <p>Source: G. M. Amdahl, Validity of the single processor approach to achieving large scale computing
     * capabilities, AFIPS 30, 1967.
     *
     * @param serialFraction f, the share of the serial time that cannot be parallelized, 0 to 1
     * @param cores n, 1 or more
     */
    public static double amdahl(double serialFraction, int cores) {
        checkShare(serialFraction, cores);
        return 1 / (serialFraction + (1 - serialFraction) / cores);
    }

    /**
     * The scaled speedup on n cores, of work that grows until it takes n cores as long as before:
     * {@code S = n - s (n - 1)}, which has no limit.
     *
     * <p>Source: J. L. Gustafson, Reevaluating Amdahl's law, CACM 31(5), 1988.
     *
     * @param serialShare s, the share of the <em>parallel</em> time in which only one core works, 0 to 1
     * @param cores n, 1 or more
     */
    public static double gustafson(double serialShare, int cores) {
        checkShare(serialShare, cores);
        return cores - serialShare * (cores - 1);
    }

    /**
     * Gustafson's s for Amdahl's f. The serial part takes the same time in both, {@code f T1 = s Tp}, so
     * {@code s = f T1 / Tp = f S}. With it the two laws agree at the measured point.
     *
     * @param serialFraction f, 0 to 1
     * @param speedup S, which was measured together with f
     */
    public static double serialShare(double serialFraction, double speedup) {
        return serialFraction * speedup;
    }

    private static void checkSpeedup(double speedup, int slots) {
        check(
                speedup > 0 && slots >= 1,
                "speedup must be more than 0 and slots at least 1, got: " + speedup + ", " + slots);
    }

    private static void checkShare(double share, int cores) {
        check(share >= 0 && share <= 1, "a share must be 0 to 1, got: " + share);
        check(cores >= 1, "cores must be at least 1, got: " + cores);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The duration in seconds, also where its nanoseconds exceed a {@code long}. */
    public static double seconds(Duration time) {
        return time.toSeconds() + time.toNanosPart() / 1e9;
    }
}
