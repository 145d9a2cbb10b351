package io.apium.flow.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The source of a map's items or a reduce's values. */
public sealed interface ItemSource {

    /**
     * Whole numbers.
     *
     * @param from the first
     * @param to the end, exclusive
     * @param step not 0; negative when {@code to} is below {@code from}
     */
    record Range(long from, long to, long step) implements ItemSource {

        public Range {
            if (step == 0) {
                throw new IllegalArgumentException("the step of a range must not be 0");
            }
            Math.subtractExact(to, from);
        }

        public long size() {
            long distance = step > 0 ? to - from : from - to;
            long stride = Math.abs(step);
            return distance <= 0 ? 0 : (distance - 1) / stride + 1;
        }

        /** The numbers from position {@code first} up to position {@code end}, exclusive. */
        public Range part(long first, long end) {
            return new Range(from + first * step, Math.min(end, size()) == size() ? to : from + end * step, step);
        }
    }

    /** JSON values in the plan itself. */
    record Items(List<@Nullable Object> values) implements ItemSource {

        public Items(List<@Nullable Object> values) {
            this.values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /**
     * The lines of an uploaded text.
     *
     * @param bytes its length; positions are those of bytes, and a line belongs to the position of its first byte
     * @param records whether each line is JSON
     */
    record Lines(String blob, long bytes, boolean records) implements ItemSource {}

    /** The list that is the result of the previous step. */
    record Previous() implements ItemSource {}

    /** The list that is the result of a node of the same dag. */
    record Result(String node) implements ItemSource {}
}
