package io.apium.flow;

import io.apium.canvas.Signature;
import org.jspecify.annotations.Nullable;

/**
 * Many items, a few at a time: a map, or a reduce, which is a map that leaves its items as they are.
 *
 * @param task is given each item, or null
 * @param chunk items of one part, or null where that is decided by how long they take
 * @param window parts in flight at once
 * @param joining what becomes of the values, or null where they are wanted as a list
 */
public record Spreading(
        @Nullable Signature task, Source over, @Nullable Integer chunk, int window, Plan.@Nullable Joining joining) {

    /** So many batches make a window, so that the end of one is not the end of all. */
    private static final int BATCHES = 4;

    static Spreading of(Plan.Map map) {
        return new Spreading(map.task(), map.over(), map.chunk(), map.window(), map.reduce());
    }

    static Spreading of(Plan.Reduce reduce) {
        int fanIn = reduce.joining().fanIn();
        return new Spreading(null, reduce.over(), fanIn, Plan.Map.WINDOW, reduce.joining());
    }

    int fanIn() {
        return joining == null ? Plan.Joining.FAN_IN : joining.fanIn();
    }

    /** Parts of one batch: no more than can be joined at once. */
    int batch() {
        return Math.clamp(window / BATCHES, 1, fanIn());
    }
}
