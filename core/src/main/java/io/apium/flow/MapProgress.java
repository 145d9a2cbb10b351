package io.apium.flow;

import io.apium.task.TaskId;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The progress of a map. Positions count items; for the lines of a text they count bytes.
 *
 * @param size the number of positions
 * @param next the first position without a part
 * @param chunk positions of the next parts
 * @param spans ranges that were started and are not joined with their neighbours yet, in order and without overlap
 */
public record MapProgress(long size, long next, int chunk, List<Span> spans) {

    public MapProgress {
        spans = spans.stream().sorted(Comparator.comparingLong(Span::from)).toList();
    }

    static MapProgress of(long size, int chunk) {
        return new MapProgress(size, 0, chunk, List.of());
    }

    /**
     * The items from one position up to another, exclusive, whose results are being joined to one value.
     *
     * @param task the task whose result is the value
     * @param level how often its values were joined
     * @param chunk items of each of its parts, where it is a batch of several; else 0
     * @param attempt the attempt of the flow in which it was sent
     * @param covers the spans that it joins, until the join has ended
     */
    public record Span(
            long from, long to, TaskId task, int level, int chunk, int attempt, boolean ended, List<Span> covers) {

        /** The level of the bare value of one item, which is not in a list and was not joined yet. */
        public static final int BARE = -1;

        /** The level of a failed part that is skipped. */
        public static final int EMPTY = -2;

        public Span {
            covers = List.copyOf(covers);
        }

        static Span batch(long from, long to, TaskId task, int chunk, int attempt) {
            return new Span(from, to, task, 0, chunk, attempt, false, List.of());
        }

        /** @param level 0, or {@link #BARE} */
        static Span part(long from, long to, TaskId task, int level, int attempt) {
            return new Span(from, to, task, level, 0, attempt, false, List.of());
        }

        static Span join(List<Span> joined, TaskId task, int attempt) {
            int level = joined.stream().mapToInt(Span::level).max().orElse(0);
            return new Span(
                    joined.getFirst().from(),
                    joined.getLast().to(),
                    task,
                    Math.max(0, level) + 1,
                    0,
                    attempt,
                    false,
                    joined);
        }

        Span end() {
            return new Span(from, to, task, level, chunk, attempt, true, List.of());
        }

        Span empty() {
            return new Span(from, to, task, EMPTY, 0, attempt, true, List.of());
        }

        /** The same span with its task sent once more, under another id. */
        Span again(TaskId newTask, int level, int attempt) {
            return new Span(from, to, newTask, level, chunk, attempt, false, covers);
        }

        boolean isJoin() {
            return level > 0;
        }

        /** The number of its parts; 0 for a join. */
        long parts() {
            return isJoin() ? 0 : chunk == 0 ? 1 : (to - from + chunk - 1) / chunk;
        }
    }

    boolean isAllBegun() {
        return next >= size;
    }

    boolean isJoined() {
        return isAllBegun()
                && spans.size() == 1
                && spans.getFirst().ended()
                && spans.getFirst().level() >= 0;
    }

    private boolean isLast() {
        return isAllBegun() && spans.stream().allMatch(Span::ended);
    }

    /** The number of parts that were sent and are not known to have ended. */
    long inFlight() {
        return spans.stream()
                .filter(span -> !span.ended())
                .mapToLong(Span::parts)
                .sum();
    }

    /** The number of items whose results are stored. */
    public long done() {
        return spans.stream()
                .filter(span -> span.ended() || span.isJoin())
                .mapToLong(span -> span.to() - span.from())
                .sum();
    }

    MapProgress withChunk(int changed) {
        return new MapProgress(size, next, changed, spans);
    }

    MapProgress with(Span span) {
        return new MapProgress(
                size,
                Math.max(next, span.to()),
                chunk,
                Stream.concat(spans.stream(), Stream.of(span)).toList());
    }

    /** The same progress with the given spans in place of those that they cover together. */
    MapProgress replaced(List<Span> others) {
        long from = others.getFirst().from();
        long to = others.getLast().to();
        Predicate<Span> covered = span -> span.from() >= from && span.to() <= to;
        Stream<Span> left = spans.stream().filter(covered.negate());
        return new MapProgress(
                size, next, chunk, Stream.concat(left, others.stream()).toList());
    }

    /**
     * The spans to join now: adjacent ended spans of one level, as many as the fan-in. When all have ended, any that
     * are left, until one joined value remains.
     */
    List<Span> neighbours(int fanIn) {
        boolean last = isLast();
        for (int i = 0; i < spans.size(); i++) {
            int end = i;
            while (end < spans.size() && end - i < fanIn && follows(i, end, last)) {
                end++;
            }
            if (end - i == fanIn || (last && (end - i > 1 || spans.get(i).level() < 0))) {
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
                && (anyLevel
                        || here.level() == Span.EMPTY
                        || here.level() == spans.get(first).level());
    }
}
