package io.apium.standalone.demo;

import io.apium.flow.report.SpeedupLaws;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results of the demo: the document of {@code ./apium demo --json}. Names of times end with their unit; all other
 * numbers are counts or ratios.
 *
 * @param slots p, the number of tasks that each worker ran at once, except in the row with one slot
 */
public record DemoReport(Machine machine, int slots, WordsCounted wordCount, List<Speedups> workloads) {

    /**
     * The machine.
     *
     * @param heapMebibytes the maximal heap of this JVM
     * @param commit of the sources, from git describe; null if {@code ./apium} was not run from a clone
     */
    public record Machine(
            int processors,
            long heapMebibytes,
            String operatingSystem,
            String java,
            @Nullable String commit) {

        static Machine here() {
            return new Machine(
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.getRuntime().maxMemory() >> 20,
                    System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                    System.getProperty("java.vendor") + " " + Runtime.version(),
                    System.getProperty("apium.commit"));
        }
    }

    /** @param agree whether the queue and the plain loop have the same counts */
    public record WordsCounted(
            int files, int characters, int differentWords, double queueSeconds, double plainSeconds, boolean agree) {}

    /**
     * One workload, run in several ways.
     *
     * @param answer the same for all of them
     * @param serialSeconds the median of {@code serialRoundSeconds}: a plain loop on one thread, without a queue
     */
    public record Speedups(
            String workload,
            String task,
            int tasks,
            String answer,
            double serialSeconds,
            List<Double> serialRoundSeconds,
            List<PoolRun> runs) {}

    /**
     * One workload on one kind of pool.
     *
     * @param pool as in {@code apium.worker.pool}
     * @param seconds the median of {@code roundSeconds}: from the first task sent to the last result read
     * @param speedup S = serialSeconds / seconds
     * @param efficiency E = S / slots
     * @param karpFlattSerialFraction e, null for one slot
     * @param predictions empty if e is null or above 1
     */
    public record PoolRun(
            String pool,
            int slots,
            double seconds,
            List<Double> roundSeconds,
            double speedup,
            double efficiency,
            @Nullable Double karpFlattSerialFraction,
            List<Prediction> predictions) {

        static PoolRun of(PoolKind kind, int slots, RoundTimes rounds, double serialSeconds) {
            double speedup = SpeedupLaws.speedup(serialSeconds, rounds.median());
            OptionalDouble fraction = SpeedupLaws.serialFraction(speedup, slots);
            return new PoolRun(
                    kind.word(),
                    slots,
                    rounds.median(),
                    rounds.seconds(),
                    speedup,
                    SpeedupLaws.efficiency(speedup, slots),
                    fraction.isPresent() ? fraction.getAsDouble() : null,
                    fraction.isPresent() ? Prediction.of(fraction.getAsDouble(), speedup) : List.of());
        }
    }

    /**
     * @param amdahlSpeedup for the same work
     * @param gustafsonSpeedup for work that grows with the cores
     */
    public record Prediction(int cores, double amdahlSpeedup, double gustafsonSpeedup) {

        static final List<Integer> CORES = List.of(4, 8, 16);

        /**
         * The laws are about shares. A fraction below 0 counts as 0, since neither law allows more than n times the
         * speed on n cores; for a fraction above 1, a run slower than the serial one, there is no prediction.
         */
        static List<Prediction> of(double serialFraction, double speedup) {
            if (serialFraction > 1) {
                return List.of();
            }
            double fraction = Math.max(0, serialFraction);
            double share = Math.min(1, SpeedupLaws.serialShare(fraction, speedup));
            return CORES.stream()
                    .map(cores -> new Prediction(
                            cores, SpeedupLaws.amdahl(fraction, cores), SpeedupLaws.gustafson(share, cores)))
                    .toList();
        }
    }

    public static DemoReport parse(String json) {
        return new JsonMapper().readValue(json, DemoReport.class);
    }

    public String json() {
        return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }
}
