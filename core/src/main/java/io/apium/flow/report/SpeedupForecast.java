package io.apium.flow.report;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the laws promise on more slots.
 *
 * @param serialFraction f, 0 to 1
 * @param isOfOneSlot where f and T1 are from. Of a run on several slots: f is Karp and Flatt's e, below 0 taken as 0, and
 *     the speedups are over its serial time. Of a run on one slot: f is the share of its makespan in which nothing of the
 *     flow ran, (makespan - busy) / makespan, which more slots would not make shorter; the speedups are over this very run
 */
public record SpeedupForecast(double serialFraction, boolean isOfOneSlot, List<Prediction> predictions) {

    private static final List<Integer> SLOTS = List.of(2, 4, 8, 16, 32);

    public SpeedupForecast {
        predictions = List.copyOf(predictions);
    }

    /**
     * @param amdahl the speedup of the same work
     * @param gustafson that of work which has grown with the slots
     */
    public record Prediction(int slots, double amdahl, double gustafson) {}

    /**
     * @param karpFlatt e, empty for one slot; of one above 1, a run that took longer than the serial time, no law says
     *     anything and nothing is predicted
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
