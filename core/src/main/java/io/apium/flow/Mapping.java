package io.apium.flow;

import io.apium.task.TaskId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far a map has come. Positions are those of items; a {@link Source.Lines} counts in bytes.
 *
 * @param size how many there are
 * @param next the first that no part was made for
 * @param made how many batches and joins were begun, which numbers the next
 * @param spans what was begun and is not joined with its neighbours yet, in order and without overlap
 */
public record Mapping(long size, long next, int made, List<Span> spans) {

    public Mapping {
        spans = spans.stream().sorted(Comparator.comparingLong(Span::from)).toList();
    }

    static Mapping of(long size) {
        return new Mapping(size, 0, 0, List.of());
    }

    /**
     * The items from one position up to another, which is not among them, on their way to one value.
     *
     * @param task what the value is, or will be, the result of
     * @param ended whether it is there
     * @param level how often its values were joined
     */
    public record Span(long from, long to, TaskId task, boolean ended, int level) {

        Span end() {
            return new Span(from, to, task, true, level);
        }
    }

    boolean isAllBegun() {
        return next >= size;
    }

    boolean isJoined() {
        return isAllBegun() && spans.stream().allMatch(Span::ended) && spans.size() <= 1;
    }

    /** Batches whose parts are in flight; joins are not counted among them. */
    long inFlight() {
        return spans.stream().filter(span -> !span.ended() && span.level() == 0).count();
    }

    Mapping with(Span span) {
        return new Mapping(
                size,
                Math.max(next, span.to()),
                made + 1,
                Stream.concat(spans.stream(), Stream.of(span)).toList());
    }

    /** The same with one span in place of those that it covers. */
    Mapping joined(Span whole) {
        Stream<Span> others = spans.stream().filter(span -> span.to() <= whole.from() || span.from() >= whole.to());
        return new Mapping(
                size, next, made + 1, Stream.concat(others, Stream.of(whole)).toList());
    }

    Mapping ended(Span span) {
        return new Mapping(
                size,
                next,
                made,
                spans.stream()
                        .map(each -> each.equals(span) ? span.end() : each)
                        .toList());
    }

    /**
     * Neighbours that are to be joined now: as many as the fan-in of one level; when all has begun and ended, whatever is
     * left.
     *
     * @return none, or at least two
     */
    List<Span> neighbours(int fanIn) {
        boolean last = isAllBegun() && spans.stream().allMatch(Span::ended);
        for (int i = 0; i < spans.size(); i++) {
            int end = i;
            while (end < spans.size() && end - i < fanIn && follows(i, end, last)) {
                end++;
            }
            if (end - i == fanIn || (last && end - i > 1)) {
                return spans.subList(i, end);
            }
        }
        return List.of();
    }

    private boolean follows(int first, int span, boolean anyLevel) {
        Span here = spans.get(span);
        boolean adjacent = span == first || spans.get(span - 1).to() == here.from();
        return here.ended()
                && adjacent
                && (anyLevel || here.level() == spans.get(first).level());
    }
}
