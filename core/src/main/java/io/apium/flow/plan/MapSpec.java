package io.apium.flow.plan;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import org.jspecify.annotations.Nullable;

/**
 * Many items, a few at a time: a map, or a reduce, which is a map that leaves its items as they are.
 *
 * @param task is given each item, or null
 * @param chunk items of one part, or null where that is decided by how long they take
 * @param window parts in flight at once
 * @param slices into how many parts, each given to the task as a list; null where the task is given items
 * @param joining what becomes of the values, or null where they are wanted as a list
 */
public record MapSpec(
        @Nullable Signature task,
        ItemSource over,
        @Nullable Integer chunk,
        int window,
        Plan.@Nullable Joining joining,
        @Nullable Integer slices) {

    /** So many batches make a window, so that the end of one is not the end of all. */
    private static final int BATCHES = 4;

    /** Long beside what a message costs, short beside a person's patience. */
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

    /** Whether each item is a message of its own task, whose value was joined with nothing. */
    public boolean isBare() {
        boolean isPlain = over instanceof ItemSource.Range || over instanceof ItemSource.Items;
        return task != null && chunk != null && chunk == 1 && isPlain;
    }

    /** Where nobody has said how many items a part has, that is found out. */
    public boolean isMeasured() {
        return chunk == null && slices == null;
    }

    /** @param size of the whole */
    public int firstChunk(long size) {
        if (slices != null) {
            return Math.toIntExact(Math.max(1, (size + slices - 1) / slices));
        }
        return chunk != null ? chunk : over instanceof ItemSource.Lines ? LINES_FIRST : 1;
    }

    /** The same for a task whose arguments are all known. */
    public MapSpec with(Signature filled) {
        return new MapSpec(filled, over, chunk, window, joining, slices);
    }

    /**
     * Items of the parts that are made next: as many as take {@link #PART_TAKES_SECONDS}, but few enough that there are
     * several windows of parts, and not more than so many times what it was, since the first are slow.
     *
     * @param before the items of each part so far
     * @param size of the whole
     * @param itemSeconds how long one has taken, or null where none has ended
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

    /** Where its parts go. */
    public TaskOptions.Routing routing() {
        Signature first = task != null || joining == null ? task : joining.task();
        return first == null ? TaskOptions.Routing.DEFAULT : first.options().routing();
    }

    public int fanIn() {
        return joining == null ? Plan.Joining.FAN_IN : joining.fanIn();
    }

    /** Parts of one batch: no more than can be joined at once. */
    public int batch() {
        return Math.clamp(window / BATCHES, 1, fanIn());
    }
}
