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
@Schema(description = "What a flow's slots were worth; a ratio whose law is not defined here is left out")
public record ReportView(
        String id,

        @Schema(description = "the flow's; while it has not ended, the rest is as far as it has come")
        String state,

        @Schema(description = "T1, which the speedup is over")
        double serialSeconds,

        @Schema(
                allowableValues = {ReportView.SUM, ReportView.MEASURED},
                description = "a sum counts work that was done twice twice, and what tasks cost inside of workers")
        String serialIs,

        @Schema(description = "from its start to its end, or to now")
        double makespanSeconds,

        @Schema(description = "that took part") int workers,

        @Schema(description = "p: of each worker the most that it had, together")
        int slots,

        @Schema(description = "S = T1 / makespan") @Nullable Double speedup,

        @Schema(description = "E = S / p") @Nullable Double efficiency,

        @Schema(description = "e = (1/S - 1/p) / (1 - 1/p), for more than one slot") @Nullable
        Double karpFlatt,

        @Schema(description = "the share of the slots' time in which none of its tasks ran") @Nullable
        Double idle,

        @Schema(description = "waiting for a slot, as a share of waiting and running") @Nullable
        Double queueing,

        Path criticalPath,

        @Schema(description = "what each worker did for each node")
        List<Work> timeline,

        @Nullable Prospects outlook) {

    static final String SUM = "sum of parts";
    static final String MEASURED = "measured";

    /** The nodes that its end had to wait for, in order. */
    @Schema(name = "ReportPath")
    public record Path(double totalSeconds, List<Step> nodes) {}

    @Schema(name = "ReportStep")
    public record Step(String node, Instant first, Instant last) {}

    /** What one worker did for one node. */
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

    /** What the laws promise on more slots. */
    @Schema(name = "ReportOutlook")
    public record Prospects(
            @Schema(description = "0 to 1") double serialFraction,

            @Schema(
                    allowableValues = {"Karp-Flatt", "one slot"},
                    description = "Karp-Flatt: speedups are over T1; one slot: over this very run, whose time without"
                            + " any of its tasks running is taken as serial")
            String isFrom,

            @Schema(description = "none where the run took longer than T1")
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
