package io.apium.bench;

import io.apium.standalone.demo.DemoReport;
import io.apium.standalone.demo.DemoReport.PoolRun;
import io.apium.standalone.demo.DemoReport.Prediction;
import io.apium.standalone.demo.DemoReport.Speedups;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Pictures of one run of the demo, as SVG. */
final class SpeedupCharts {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 460;
    private static final Color IDEAL = new Color(120, 120, 120);
    private static final List<Color> COLORS = List.of(new Color(204, 102, 51), new Color(51, 102, 153));
    private static final BasicStroke DASHED =
            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {7, 5}, 0);

    private final DemoReport report;

    SpeedupCharts(DemoReport report) {
        System.setProperty("java.awt.headless", "true");
        this.report = report;
    }

    /** A bar for each workload on each pool. */
    CategoryChart measured() {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Speedup on " + report.machine().processors() + " cores, measured")
                .yAxisTitle("S = serial seconds / seconds, p at best")
                .build();
        dress(chart.getStyler());
        chart.getStyler().setYAxisMin(0.0).setYAxisDecimalPattern("0.0");
        chart.getStyler().setAvailableSpaceFill(0.7);
        List<PoolRun> runs = report.workloads().getFirst().runs();
        List<String> names = runs.stream().map(SpeedupPage::name).toList();
        for (int i = 0; i < report.workloads().size(); i++) {
            Speedups workload = report.workloads().get(i);
            chart.addSeries(
                            workload.task(),
                            names,
                            workload.runs().stream().map(PoolRun::speedup).toList())
                    .setFillColor(COLORS.get(i % COLORS.size()));
        }
        return chart;
    }

    /** What the two laws make of the pool of threads; a workload of which they say nothing is left out. */
    XYChart predicted() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Speedup on more cores, predicted from pool threads on "
                        + report.machine().processors())
                .xAxisTitle("cores")
                .yAxisTitle("S")
                .build();
        dress(chart.getStyler());
        chart.getStyler().setXAxisDecimalPattern("0").setYAxisMin(0.0).setXAxisMin(0.0);
        Map<Integer, Double> ideal = new TreeMap<>(Map.of(1, 1.0));
        for (int i = 0; i < report.workloads().size(); i++) {
            Speedups workload = report.workloads().get(i);
            PoolRun run = threads(workload);
            if (!run.predictions().isEmpty()) {
                Color color = COLORS.get(i % COLORS.size());
                run.predictions().forEach(prediction -> ideal.put(prediction.cores(), (double) prediction.cores()));
                line(chart, workload.task() + ", Amdahl", points(run, Prediction::amdahlSpeedup), color, false);
                line(chart, workload.task() + ", Gustafson", points(run, Prediction::gustafsonSpeedup), color, true);
            }
        }
        line(chart, "ideal, S = n", ideal, IDEAL, false);
        return chart;
    }

    private static PoolRun threads(Speedups workload) {
        return workload.runs().stream()
                .filter(run -> run.pool().equals("threads"))
                .reduce((_, widest) -> widest)
                .orElseThrow();
    }

    /** One core, what was measured, and what was predicted from it. */
    private static Map<Integer, Double> points(PoolRun run, ToDoubleFunction<Prediction> law) {
        Map<Integer, Double> points = new TreeMap<>(Map.of(1, 1.0));
        run.predictions().forEach(prediction -> points.put(prediction.cores(), law.applyAsDouble(prediction)));
        points.put(run.slots(), run.speedup());
        return points;
    }

    private static void line(XYChart chart, String name, Map<Integer, Double> points, Color color, boolean dashed) {
        var series = chart.addSeries(name, new ArrayList<>(points.keySet()), new ArrayList<>(points.values()));
        series.setMarker(dashed ? SeriesMarkers.DIAMOND : SeriesMarkers.CIRCLE).setMarkerColor(color);
        series.setLineColor(color).setLineStyle(dashed ? DASHED : new BasicStroke(2));
    }

    private static void dress(Styler styler) {
        styler.setChartBackgroundColor(Color.WHITE)
                .setLegendPosition(Styler.LegendPosition.OutsideE)
                .setLegendBorderColor(Color.WHITE);
    }

    /** Text is drawn as outlines, so that it looks the same wherever it is shown. */
    static String svg(org.knowm.xchart.internal.chartpart.Chart<?, ?> chart) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
        return bytes.toString(StandardCharsets.UTF_8).replaceAll("(\\d+\\.\\d\\d)\\d+", "$1");
    }
}
