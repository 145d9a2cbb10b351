package io.apium.flow.report;

import io.apium.bound.SaturatingTime;
import io.apium.flow.FlowState;
import io.apium.flow.FlowTimings;
import io.apium.flow.FlowTimings.Row;
import io.apium.flow.plan.FlowGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a flow gained from running on several slots, in the terms of the textbooks. A ratio is null where its law is not
 * defined.
 *
 * <p>The sum of the parts is the time of all attempts of its tasks. It is not the time of a plain loop: repeated
 * attempts count each, and the overhead of a task in a worker (reading its arguments, writing its result) is included.
 * A speedup over this sum shows how well the slots were used, and is too high by the overhead of the tasks. A speedup
 * over a measured serial time shows the gain of the whole system.
 *
 * @param makespan from the flow's start to its end, or to now while it runs; includes pauses before a retry
 * @param workers the number of workers that took part
 * @param slots p: the sum of the largest pool sizes of these workers
 * @param speedup S = serial / makespan; null where nothing has run
 * @param efficiency E = S / p
 * @param karpFlatt e; null for one slot, where it is not defined
 * @param idle the share of the slots' time in which no task of the flow ran: 1 - busy / (p makespan). At least 0, also
 *     where clocks differ or pools shrank
 * @param queueing the share of waiting for a slot in the time from when a task could have started to its end
 * @param timeline the work of each worker for each node, by its start
 * @param speedupForecast null where no law applies
 */
public record FlowReport(
        Serial serial,
        Duration makespan,
        int workers,
        int slots,
        @Nullable Double speedup,
        @Nullable Double efficiency,
        @Nullable Double karpFlatt,
        @Nullable Double idle,
        @Nullable Double queueing,
        CriticalPath path,
        List<Work> timeline,
        @Nullable SpeedupForecast speedupForecast) {

    public FlowReport {
        timeline = List.copyOf(timeline);
    }

    /**
     * T1, the serial time that the speedup is over.
     *
     * @param isMeasured whether the client has measured it, on one thread and without a queue; else it is the sum of
     *     the parts
     */
    public record Serial(Duration time, boolean isMeasured) {

        public Serial {
            if (isMeasured && !time.isPositive()) {
                throw new IllegalArgumentException("the serial time must be more than 0, got: " + time);
            }
        }
    }

    /** @param node its path in the plan, empty where the plan is one task */
    public record Work(String node, Row row) {}

    /** @param serial how long the same work takes one thread without a queue, or null where that was not measured */
    public static FlowReport of(FlowState flow, FlowTimings times, Instant now, @Nullable Duration serial) {
        FlowGraph graph = flow.graph();
        Instant end = flow.endedAt() == null ? now : flow.endedAt();
        Duration makespan = end.isAfter(flow.startedAt()) ? Duration.between(flow.startedAt(), end) : Duration.ZERO;
        Duration busy = sum(times, Row::busy);
        Duration waited = sum(times, Row::waited);
        Map<String, Integer> slotsOf =
                times.rows().stream().collect(Collectors.toMap(Row::worker, Row::slots, Math::max));
        int slots = slotsOf.values().stream().mapToInt(Integer::intValue).sum();
        Serial one = serial == null ? new Serial(busy, false) : new Serial(serial, true);
        boolean hasRun = slots > 0 && makespan.isPositive() && one.time().isPositive();
        Double speedup = hasRun ? SpeedupLaws.speedup(seconds(one.time()), seconds(makespan)) : null;
        OptionalDouble fraction = speedup == null ? OptionalDouble.empty() : SpeedupLaws.serialFraction(speedup, slots);
        return new FlowReport(
                one,
                makespan,
                slotsOf.size(),
                slots,
                speedup,
                speedup == null ? null : SpeedupLaws.efficiency(speedup, slots),
                fraction.isPresent() ? fraction.getAsDouble() : null,
                hasRun ? Math.max(0, 1 - seconds(busy) / (slots * seconds(makespan))) : null,
                share(waited, SaturatingTime.plus(waited, busy)),
                CriticalPath.of(graph, times),
                timeline(graph, times),
                speedup == null ? null : SpeedupForecast.of(speedup, fraction, seconds(busy), seconds(makespan)));
    }

    private static List<Work> timeline(FlowGraph graph, FlowTimings times) {
        // a row has the node number of the message that was run, which the plan may not have
        return times.rows().stream()
                .filter(row -> row.node() < graph.nodes().size())
                .sorted(Comparator.comparing(Row::first).thenComparing(Row::worker))
                .map(row -> new Work(graph.nodes().get(row.node()).name(), row))
                .toList();
    }

    private static @Nullable Double share(Duration part, Duration whole) {
        return whole.isPositive() ? seconds(part) / seconds(whole) : null;
    }

    private static Duration sum(FlowTimings times, Function<Row, Duration> time) {
        return times.rows().stream().map(time).reduce(Duration.ZERO, SaturatingTime::plus);
    }

    private static double seconds(Duration duration) {
        return SpeedupLaws.seconds(duration);
    }
}
