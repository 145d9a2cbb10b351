package io.apium.flow.report;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The speedups that the laws predict for more slots.
 *
 * @param serialFraction f, 0 to 1
 * @param isOfOneSlot the origin of f and T1. Of a run on several slots: f is Karp and Flatt's e, at least 0, and the
 *     speedups are over its serial time. Of a run on one slot: f is the share of its makespan in which no task of the
 *     flow ran, (makespan - busy) / makespan, which more slots would not shorten; the speedups are over this run
 */
public record SpeedupForecast(double serialFraction, boolean isOfOneSlot, List<Prediction> predictions) {

    private static final List<Integer> SLOTS = List.of(2, 4, 8, 16, 32);

    public SpeedupForecast {
        predictions = List.copyOf(predictions);
    }

    /**
     * @param amdahl the speedup of the same work
     * @param gustafson the speedup of work that has grown with the slots
     */
    public record Prediction(int slots, double amdahl, double gustafson) {}

    /**
     * @param karpFlatt e, empty for one slot; above 1, when the run took longer than the serial time, no law applies
     *     and nothing is predicted
     */
    static SpeedupForecast of(double speedup, OptionalDouble karpFlatt, double busySeconds, double makespanSeconds) {
        if (karpFlatt.isEmpty()) {
            double fraction = Math.clamp((makespanSeconds - busySeconds) / makespanSeconds, 0, 1);
            return new SpeedupForecast(fraction, true, predictions(fraction, fraction));
        }
        double fraction = Math.max(0, karpFlatt.getAsDouble());
        double share = Math.min(1, SpeedupLaws.serialShare(fraction, speedup));
        return new SpeedupForecast(
                Math.min(1, fraction), false, fraction > 1 ? List.of() : predictions(fraction, share));
    }

    private static List<Prediction> predictions(double fraction, double share) {
        return SLOTS.stream()
                .map(slots ->
                        new Prediction(slots, SpeedupLaws.amdahl(fraction, slots), SpeedupLaws.gustafson(share, slots)))
                .toList();
    }
}
