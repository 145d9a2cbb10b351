package io.apium.flow.plan;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import org.jspecify.annotations.Nullable;

/**
 * A task for many items, a few at a time: a map, or a reduce, which is a map without a task.
 *
 * @param task receives each item; null for a reduce
 * @param chunk items of one part, or null where it follows from how long they take
 * @param window parts in flight at once
 * @param slices the number of parts whose items the task receives as one list; null where the task receives single
 *     items
 * @param joining joins the results, or null where they are wanted as a list
 */
public record MapSpec(
        @Nullable Signature task,
        ItemSource over,
        @Nullable Integer chunk,
        int window,
        Plan.@Nullable Joining joining,
        @Nullable Integer slices) {

    /** Batches in a window, so that the end of one batch does not leave the window empty. */
    private static final int BATCHES = 4;

    /**
     * The target time of a part, in seconds: long compared with the cost of a message, short for a person who waits.
     */
    private static final double PART_TAKES_SECONDS = 0.1;

    private static final int GROWTH = 16;

    /** Bytes. */
    private static final int LINES_FIRST = 65_536;

    public static MapSpec of(Plan.Map map) {
        return new MapSpec(map.task(), map.over(), map.chunk(), map.window(), map.reduce(), null);
    }

    static MapSpec of(Plan.Scatter scatter) {
        int slices = scatter.slices();
        return new MapSpec(scatter.task(), scatter.over(), null, slices, null, slices);
    }

    static MapSpec of(Plan.Reduce reduce) {
        int fanIn = reduce.joining().fanIn();
        return new MapSpec(null, reduce.over(), fanIn, Plan.Map.WINDOW, reduce.joining(), null);
    }

    /** Whether each item is a message of its own task, whose result is not in a list. */
    public boolean isBare() {
        boolean isPlain = over instanceof ItemSource.Range || over instanceof ItemSource.Items;
        return task != null && chunk != null && chunk == 1 && isPlain;
    }

    /** Whether the chunk follows from how long the items take. */
    public boolean isMeasured() {
        return chunk == null && slices == null;
    }

    /** @param size the number of all items */
    public int firstChunk(long size) {
        if (slices != null) {
            return Math.toIntExact(Math.max(1, (size + slices - 1) / slices));
        }
        return chunk != null ? chunk : over instanceof ItemSource.Lines ? LINES_FIRST : 1;
    }

    /** The same map with all arguments of its task resolved. */
    public MapSpec with(Signature filled) {
        return new MapSpec(filled, over, chunk, window, joining, slices);
    }

    /**
     * The items of the next parts: as many as take {@link #PART_TAKES_SECONDS}, but few enough for several windows of
     * parts, and at most a fixed multiple of the chunk before, since the first items are slow.
     *
     * @param before the items of each part so far
     * @param size the number of all items
     * @param itemSeconds the mean time of an item, or null where none has ended
     */
    public int nextChunk(int before, long size, @Nullable Double itemSeconds) {
        if (!isMeasured() || itemSeconds == null) {
            return before;
        }
        double wanted = PART_TAKES_SECONDS / Math.max(itemSeconds, 1e-9);
        long least = over instanceof ItemSource.Lines ? Plan.Map.LINES_MIN : 1;
        long most = Math.min(Plan.Map.chunkMax(over), size / (2L * window));
        long grown = Math.min(most, (long) before * GROWTH);
        return (int) Math.clamp((long) wanted, least, Math.max(least, grown));
    }

    /** The routing of its parts. */
    public TaskOptions.Routing routing() {
        Signature first = task != null || joining == null ? task : joining.task();
        return first == null ? TaskOptions.Routing.DEFAULT : first.options().routing();
    }

    public int fanIn() {
        return joining == null ? Plan.Joining.FAN_IN : joining.fanIn();
    }

    /** The parts of one batch: no more than one join can take. */
    public int batch() {
        return Math.clamp(window / BATCHES, 1, fanIn());
    }
}
