package io.apium.flow;

import io.apium.task.TaskId;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How far a map has come. Positions are those of items; of a text's lines they are those of bytes.
 *
 * @param size how many there are
 * @param next the first that no part was made for
 * @param chunk how many the parts have that are made next
 * @param spans what was begun and is not joined with its neighbours yet, in order and without overlap
 */
public record MapProgress(long size, long next, int chunk, List<Span> spans) {

    public MapProgress {
        spans = spans.stream().sorted(Comparator.comparingLong(Span::from)).toList();
    }

    static MapProgress of(long size, int chunk) {
        return new MapProgress(size, 0, chunk, List.of());
    }

    /**
     * The items from one position up to another, which is not among them, on their way to one value.
     *
     * @param task what the value is, or will be, the result of
     * @param level how often its values were joined
     * @param chunk items of each of its parts, where it is a batch of several; else 0
     * @param attempt of the flow, in which it was sent
     * @param covers what it is to join, until it has
     */
    public record Span(
            long from, long to, TaskId task, int level, int chunk, int attempt, boolean ended, List<Span> covers) {

        /** The level of one item's own value, which was joined with nothing yet and is in no list. */
        public static final int BARE = -1;

        /** The level of what failed and is left out. */
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

        static Span join(List<Span> some, TaskId task, int attempt) {
            int level = some.stream().mapToInt(Span::level).max().orElse(0);
            return new Span(
                    some.getFirst().from(), some.getLast().to(), task, Math.max(0, level) + 1, 0, attempt, false, some);
        }

        Span end() {
            return new Span(from, to, task, level, chunk, attempt, true, List.of());
        }

        Span empty() {
            return new Span(from, to, task, EMPTY, 0, attempt, true, List.of());
        }

        /** Its task sent once more, under another name. */
        Span again(TaskId anew, int level, int attempt) {
            return new Span(from, to, anew, level, chunk, attempt, false, covers);
        }

        boolean isJoin() {
            return level > 0;
        }

        /** Parts that it stands for, none when it joins. */
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

    /** Parts that were sent, and are not known to have ended. */
    long inFlight() {
        return spans.stream()
                .filter(span -> !span.ended())
                .mapToLong(Span::parts)
                .sum();
    }

    /** Items whose values are there. */
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

    /** The same with others in place of those spans that they cover together. */
    MapProgress replaced(List<Span> others) {
        long from = others.getFirst().from();
        long to = others.getLast().to();
        Predicate<Span> covered = span -> span.from() >= from && span.to() <= to;
        Stream<Span> left = spans.stream().filter(covered.negate());
        return new MapProgress(
                size, next, chunk, Stream.concat(left, others.stream()).toList());
    }

    /**
     * Neighbours that are to be joined now: as many as the fan-in of one level; when all has begun and ended, whatever is
     * left and is not one joined value yet.
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
