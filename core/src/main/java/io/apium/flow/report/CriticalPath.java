package io.apium.flow.report;

import io.apium.bound.SaturatingTime;
import io.apium.flow.FlowTimings;
import io.apium.flow.FlowTimings.Row;
import io.apium.flow.plan.FlowGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that determined the end of the flow: from the end back, each time the predecessor that ended last. A faster
 * node outside of the path does not make the flow faster. Nodes that run no task, such as a group's list, are passed
 * through.
 *
 * @param total the sum of its steps; the difference to the makespan passed between the steps
 */
public record CriticalPath(List<Step> steps, Duration total) {

    public CriticalPath {
        steps = List.copyOf(steps);
    }

    /**
     * @param node its path in the plan
     * @param first start of its first task
     * @param last end of its last task
     */
    public record Step(String node, Instant first, Instant last) {

        Duration took() {
            return Duration.between(first, last);
        }
    }

    static CriticalPath of(FlowGraph graph, FlowTimings times) {
        List<FlowGraph.Node> nodes = graph.nodes();
        List<Optional<Step>> own = new ArrayList<>();
        List<Optional<Instant>> ends = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Optional<Step> step = step(nodes.get(i).name(), i, times);
            own.add(step);
            // the list of nodes is in topological order
            ends.add(step.map(Step::last)
                    .or(() ->
                            Optional.ofNullable(last(graph, ends, ends.size())).flatMap(ends::get)));
        }
        List<Step> path = new ArrayList<>();
        for (Integer node = graph.end(); node != null; node = last(graph, ends, node)) {
            own.get(node).ifPresent(path::addFirst);
        }
        return new CriticalPath(path, path.stream().map(Step::took).reduce(Duration.ZERO, SaturatingTime::plus));
    }

    private static Optional<Step> step(String name, int node, FlowTimings times) {
        List<Row> rows = times.rows().stream().filter(row -> row.node() == node).toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Step(
                        name,
                        rows.stream()
                                .map(Row::first)
                                .min(Comparator.naturalOrder())
                                .orElseThrow(),
                        rows.stream()
                                .map(Row::last)
                                .max(Comparator.naturalOrder())
                                .orElseThrow()));
    }

    /** The predecessor that ended last; null where none has run. */
    private static @Nullable Integer last(FlowGraph graph, List<Optional<Instant>> ends, int node) {
        return graph.nodes().get(node).after().stream()
                .filter(before -> ends.get(before).isPresent())
                .max(Comparator.comparing((Integer before) -> ends.get(before).orElseThrow())
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }
}
