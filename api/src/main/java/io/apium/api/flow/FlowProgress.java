package io.apium.api.flow;

import io.apium.api.flow.ProgressView.Amount;
import io.apium.flow.FlowState;
import io.apium.flow.FlowTimings;
import io.apium.flow.FlowTimings.Row;
import io.apium.flow.MapProgress;
import io.apium.flow.NodeState;
import io.apium.flow.plan.FlowGraph.Node;
import io.apium.flow.plan.FlowGraph.Operation;
import io.apium.flow.plan.ItemSource;
import io.apium.flow.plan.NodeValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a flow that the scheduler advances. Its speed is measured up to the end of the last attempt, so it
 * does not change while nothing happens.
 */
final class FlowProgress {

    private static final double MILLIS_PER_SECOND = 1_000;

    /** The longest estimate: ten years. */
    private static final double FAR_MILLIS = 3_653 * 86_400_000.0;

    private final FlowState flow;
    private final List<Node> nodes;
    private final FlowTimings times;

    FlowProgress(FlowState flow, FlowTimings times) {
        this.flow = flow;
        this.nodes = flow.graph().nodes();
        this.times = times;
    }

    ProgressView view() {
        List<NodeState> nodeStates = flow.nodeStates();
        Amount items = sum(false);
        Amount bytes = sum(true);
        return new ProgressView(
                nodeStates.size(),
                (int) nodeStates.stream().filter(FlowProgress::hasEnded).count(),
                (int) nodeStates.stream().filter(FlowProgress::hasFailed).count(),
                items,
                bytes,
                itemsPerSecond(),
                flow.phase() == FlowState.Phase.RUNNING ? estimate(items == null ? bytes : items) : null);
    }

    private static boolean hasEnded(NodeState nodeState) {
        return switch (nodeState) {
            case NodeState.Ended _, NodeState.Failed _, NodeState.Compensating _, NodeState.Compensated _ -> true;
            case NodeState.Waiting _, NodeState.Running _, NodeState.Mapping _ -> false;
        };
    }

    private static boolean hasFailed(NodeState nodeState) {
        return nodeState instanceof NodeState.Failed
                || (nodeState instanceof NodeState.Ended(NodeValue value) && value instanceof NodeValue.Absent);
    }

    private @Nullable Amount sum(boolean ofBytes) {
        return IntStream.range(0, nodes.size())
                .mapToObj(node -> amount(nodes.get(node), flow.nodeStates().get(node), ofBytes))
                .flatMap(each -> each)
                .reduce(Amount::and)
                .orElse(null);
    }

    private static Stream<Amount> amount(Node node, NodeState nodeState, boolean ofBytes) {
        if (!(node.operation() instanceof Operation.ForEach forEach)
                || ofBytes != (forEach.mapSpec().over() instanceof ItemSource.Lines)) {
            return Stream.empty();
        }
        Amount amount = amount(forEach.mapSpec().over(), nodeState);
        return amount == null ? Stream.empty() : Stream.of(amount);
    }

    /** The progress of one map, or null if its number of items is unknown. */
    static @Nullable Amount amount(ItemSource over, NodeState nodeState) {
        MapProgress mapProgress = switch (nodeState) {
            case NodeState.Mapping(MapProgress under) -> under;
            case NodeState.Failed(var _, MapProgress reached) -> reached;
            case NodeState.Waiting _,
                    NodeState.Running _,
                    NodeState.Ended _,
                    NodeState.Compensating _,
                    NodeState.Compensated _ -> null;
        };
        if (mapProgress != null) {
            return mapProgress.size() < 0 ? null : new Amount(mapProgress.size(), mapProgress.done());
        }
        Long size = size(over);
        return size == null ? null : new Amount(size, hasEnded(nodeState) ? size : 0);
    }

    private static @Nullable Long size(ItemSource over) {
        return switch (over) {
            case ItemSource.Range range -> range.size();
            case ItemSource.Items items -> (long) items.values().size();
            case ItemSource.Lines lines -> lines.bytes();
            case ItemSource.Previous _, ItemSource.Result _ -> null;
        };
    }

    private @Nullable Double itemsPerSecond() {
        long items = times.rows().stream().mapToLong(Row::items).sum();
        Duration span = span();
        return items == 0 || span == null ? null : Math.round(items * MILLIS_PER_SECOND / span.toMillis() * 10) / 10.0;
    }

    private @Nullable Instant estimate(@Nullable Amount amount) {
        Duration span = span();
        if (amount == null || span == null || amount.done() == 0 || amount.done() >= amount.total()) {
            return null;
        }
        double left = (double) (amount.total() - amount.done()) / amount.done();
        double millis = Math.min(span.toMillis() * left, FAR_MILLIS);
        return last().plusMillis((long) millis);
    }

    /** From the first start of a task to the last end, or null before the first end. */
    private @Nullable Duration span() {
        return times.rows().stream()
                .map(Row::first)
                .min(Comparator.naturalOrder())
                .map(first -> Duration.between(first, last()))
                .filter(span -> span.toMillis() > 0)
                .orElse(null);
    }

    private Instant last() {
        return times.rows().stream()
                .map(Row::last)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
