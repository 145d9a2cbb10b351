package io.apium.api.flow;

import io.apium.flow.FlowState;
import io.apium.flow.FlowTimings.Row;
import io.apium.flow.report.CriticalPath;
import io.apium.flow.report.FlowReport;
import io.apium.flow.report.SpeedupForecast;
import io.apium.flow.report.SpeedupLaws;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report as a client reads it. */
@Schema(description = "The speedup report of a flow; undefined ratios are missing")
public record ReportView(
        String id,

        @Schema(description = "the state of the flow; before its end the report covers the time up to now")
        String state,

        @Schema(description = "T1, the serial time that the speedup is relative to")
        double serialSeconds,

        @Schema(
                allowableValues = {ReportView.SUM, ReportView.MEASURED},
                description = "the origin of T1: serialTime of the request, or the sum of the times of all attempts,"
                        + " including repeated ones and the overhead of tasks in workers")
        String serialIs,

        @Schema(description = "from the start of the flow to its end, or to now")
        double makespanSeconds,

        @Schema(description = "number of workers that ran its tasks")
        int workers,

        @Schema(description = "p: the sum of the largest pool sizes of these workers")
        int slots,

        @Schema(description = "S = T1 / makespan") @Nullable Double speedup,

        @Schema(description = "E = S / p") @Nullable Double efficiency,

        @Schema(description = "e = (1/S - 1/p) / (1 - 1/p), for more than one slot") @Nullable
        Double karpFlatt,

        @Schema(description = "share of the slots' time in which no task of the flow ran, 0 to 1") @Nullable
        Double idle,

        @Schema(description = "share of the wait for a slot in the time of waiting and running, 0 to 1") @Nullable
        Double queueing,

        Path criticalPath,

        @Schema(description = "the work of each worker for each node, by its start")
        List<Work> timeline,

        @Nullable Prospects outlook) {

    static final String SUM = "sum of parts";
    static final String MEASURED = "measured";

    /** The nodes that determined the end of the flow, in order. */
    @Schema(name = "ReportPath")
    public record Path(double totalSeconds, List<Step> nodes) {}

    @Schema(name = "ReportStep")
    public record Step(String node, Instant first, Instant last) {}

    /** The work of one worker for one node. */
    @Schema(name = "ReportWork")
    public record Work(
            String worker,
            int slots,
            String node,
            long runs,
            long items,
            double busySeconds,
            Instant first,
            Instant last) {}

    /** The speedups that the laws of Amdahl and Gustafson predict for more slots. */
    @Schema(name = "ReportOutlook")
    public record Prospects(
            @Schema(description = "f, 0 to 1") double serialFraction,

            @Schema(
                    allowableValues = {"Karp-Flatt", "one slot"},
                    description = "Karp-Flatt: f is e, and speedups are relative to T1; one slot: f is the share of the"
                            + " makespan in which no task of the flow ran, and speedups are relative to this"
                            + " run")
            String isFrom,

            @Schema(description = "empty when the run took longer than T1")
            List<Speedup> speedups) {}

    @Schema(name = "ReportSpeedup")
    public record Speedup(int slots, double amdahl, double gustafson) {}

    static ReportView of(FlowState flow, FlowReport report) {
        return new ReportView(
                flow.id().value(),
                FlowView.state(flow),
                seconds(report.serial().time()),
                report.serial().isMeasured() ? MEASURED : SUM,
                seconds(report.makespan()),
                report.workers(),
                report.slots(),
                report.speedup(),
                report.efficiency(),
                report.karpFlatt(),
                report.idle(),
                report.queueing(),
                path(report.path()),
                report.timeline().stream().map(ReportView::work).toList(),
                report.speedupForecast() == null ? null : outlook(report.speedupForecast()));
    }

    private static Path path(CriticalPath path) {
        List<Step> steps = path.steps().stream()
                .map(step -> new Step(step.node(), step.first(), step.last()))
                .toList();
        return new Path(seconds(path.total()), steps);
    }

    private static Work work(FlowReport.Work work) {
        Row row = work.row();
        return new Work(
                row.worker(),
                row.slots(),
                work.node(),
                row.runs(),
                row.items(),
                seconds(row.busy()),
                row.first(),
                row.last());
    }

    private static Prospects outlook(SpeedupForecast speedupForecast) {
        List<Speedup> speedups = speedupForecast.predictions().stream()
                .map(each -> new Speedup(each.slots(), each.amdahl(), each.gustafson()))
                .toList();
        return new Prospects(
                speedupForecast.serialFraction(), speedupForecast.isOfOneSlot() ? "one slot" : "Karp-Flatt", speedups);
    }

    private static double seconds(Duration duration) {
        return SpeedupLaws.seconds(duration);
    }
}
