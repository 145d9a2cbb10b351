package io.apium.api.flow;

import io.apium.api.flow.ProgressView.Amount;
import io.apium.flow.Flow;
import io.apium.flow.Graph.Node;
import io.apium.flow.Graph.Work;
import io.apium.flow.Mapping;
import io.apium.flow.Source;
import io.apium.flow.Stand;
import io.apium.flow.Times;
import io.apium.flow.Times.Row;
import io.apium.flow.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a flow is that the scheduler advances. Its speed is measured up to the last thing that a worker told, so that it
 * changes when something has happened and not while nothing does.
 */
final class Progress {

    private static final double MILLIS_PER_SECOND = 1_000;

    /** Ten years. */
    private static final double FAR_MILLIS = 3_653 * 86_400_000.0;

    private final Flow flow;
    private final List<Node> nodes;
    private final Times times;

    Progress(Flow flow, Times times) {
        this.flow = flow;
        this.nodes = flow.graph().nodes();
        this.times = times;
    }

    ProgressView view() {
        List<Stand> stands = flow.stands();
        Amount items = sum(false);
        Amount bytes = sum(true);
        return new ProgressView(
                stands.size(),
                (int) stands.stream().filter(Progress::hasEnded).count(),
                (int) stands.stream().filter(Progress::hasFailed).count(),
                items,
                bytes,
                itemsPerSecond(),
                flow.phase() == Flow.Phase.RUNNING ? estimate(items == null ? bytes : items) : null);
    }

    private static boolean hasEnded(Stand stand) {
        return switch (stand) {
            case Stand.Ended _, Stand.Failed _, Stand.Undoing _, Stand.Undone _ -> true;
            case Stand.Waiting _, Stand.Called _, Stand.Spread _ -> false;
        };
    }

    private static boolean hasFailed(Stand stand) {
        return stand instanceof Stand.Failed
                || (stand instanceof Stand.Ended(Value value) && value instanceof Value.Absent);
    }

    private @Nullable Amount sum(boolean ofBytes) {
        return IntStream.range(0, nodes.size())
                .mapToObj(node -> amount(nodes.get(node), flow.stands().get(node), ofBytes))
                .flatMap(each -> each)
                .reduce(Amount::and)
                .orElse(null);
    }

    private static Stream<Amount> amount(Node node, Stand stand, boolean ofBytes) {
        if (!(node.work() instanceof Work.Spread spread)
                || ofBytes != (spread.spreading().over() instanceof Source.Lines)) {
            return Stream.empty();
        }
        Amount amount = amount(spread.spreading().over(), stand);
        return amount == null ? Stream.empty() : Stream.of(amount);
    }

    /** How far one map is, or null where nobody knows how many items it has. */
    static @Nullable Amount amount(Source over, Stand stand) {
        Mapping mapping = switch (stand) {
            case Stand.Spread(Mapping under) -> under;
            case Stand.Failed(var _, Mapping reached) -> reached;
            case Stand.Waiting _, Stand.Called _, Stand.Ended _, Stand.Undoing _, Stand.Undone _ -> null;
        };
        if (mapping != null) {
            return mapping.size() < 0 ? null : new Amount(mapping.size(), mapping.done());
        }
        Long size = size(over);
        return size == null ? null : new Amount(size, hasEnded(stand) ? size : 0);
    }

    private static @Nullable Long size(Source over) {
        return switch (over) {
            case Source.Range range -> range.size();
            case Source.Items items -> (long) items.values().size();
            case Source.Lines lines -> lines.bytes();
            case Source.Previous _, Source.Result _ -> null;
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

    /** From the first beginning of a task to the last end, or null where there is none yet. */
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
