package io.apium.flow.report;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * The textbook's laws of speedup, as functions. T1 is the best serial time, without any of the machinery of a queue; Tp the
 * time on p slots.
 */
public final class SpeedupLaws {

    private SpeedupLaws() {}

    /**
     * How many times faster: {@code S = T1 / Tp}.
     *
     * @param serialSeconds T1, more than 0
     * @param seconds Tp, more than 0
     */
    public static double speedup(double serialSeconds, double seconds) {
        check(serialSeconds > 0 && seconds > 0, "times are more than 0, got: " + serialSeconds + ", " + seconds);
        return serialSeconds / seconds;
    }

    /** The share of the slots' time that was of use: {@code E = S / p}. */
    public static double efficiency(double speedup, int slots) {
        checkSpeedup(speedup, slots);
        return speedup / slots;
    }

    /**
     * The serial fraction that was found by experiment: {@code e = (1/S - 1/p) / (1 - 1/p)}. It holds against a run
     * whatever kept it from a speedup of p: work that only one can do, and the costs of doing it together. It is below 0
     * for a speedup of more than p, and above 1 for a run that took longer than the serial one.
     *
     * <p>Source: A. H. Karp and H. P. Flatt, Measuring parallel processor performance, CACM 33(5), 1990.
     *
     * @return empty for one slot, which shows nothing about more
     */
    public static OptionalDouble serialFraction(double speedup, int slots) {
        checkSpeedup(speedup, slots);
        return slots == 1 ? OptionalDouble.empty() : OptionalDouble.of((1 / speedup - 1.0 / slots) / (1 - 1.0 / slots));
    }

    /**
     * The speedup of the same work on n cores: {@code S = 1 / (f + (1 - f) / n)}, which stays under {@code 1 / f} however
     * many they are.
     *
     * <p>Source: G. M. Amdahl, Validity of the single processor approach to achieving large scale computing capabilities,
     * AFIPS 30, 1967.
     *
     * @param serialFraction f, the share of the serial time that only one can do, 0 to 1
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
     * @param serialShare s, the share of the <em>parallel</em> time in which only one works, 0 to 1
     * @param cores n, 1 or more
     */
    public static double gustafson(double serialShare, int cores) {
        checkShare(serialShare, cores);
        return cores - serialShare * (cores - 1);
    }

    /**
     * Gustafson's s for Amdahl's f: as the serial part takes as long as ever, {@code f T1 = s Tp}, it is
     * {@code s = f T1 / Tp = f S}. With it the two laws agree where they were measured.
     *
     * @param serialFraction f, 0 to 1
     * @param speedup S, which was measured together with f
     */
    public static double serialShare(double serialFraction, double speedup) {
        return serialFraction * speedup;
    }

    private static void checkSpeedup(double speedup, int slots) {
        check(speedup > 0 && slots >= 1, "a speedup is more than 0, on 1 slot or more, got: " + speedup + ", " + slots);
    }

    private static void checkShare(double share, int cores) {
        check(share >= 0 && share <= 1, "a share is 0 to 1, got: " + share);
        check(cores >= 1, "cores are 1 or more, got: " + cores);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Also of a length of time that has too many nanoseconds for a {@code long}. */
    public static double seconds(Duration time) {
        return time.toSeconds() + time.toNanosPart() / 1e9;
    }
}
