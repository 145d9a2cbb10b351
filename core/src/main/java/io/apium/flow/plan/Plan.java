package io.apium.flow.plan;

import io.apium.canvas.Signature;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a flow is to do. One recursive type; every part of it may be a plan again. */
public sealed interface Plan {

    /** One task. Its arguments may hold {@link Reference}s, inside of a {@link Dag}. */
    record Task(Signature call, FailurePolicy policy) implements Plan {

        public Task(Signature call) {
            this(call, FailurePolicy.NONE);
        }
    }

    /** One after another. */
    record Chain(List<Plan> steps) implements Plan {

        public Chain {
            steps = List.copyOf(steps);
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("a chain has at least one step");
            }
        }
    }

    /** Side by side. */
    record Group(List<Plan> parts) implements Plan {

        public Group {
            parts = List.copyOf(parts);
        }
    }

    /** A body after a group. */
    record Chord(Group header, Plan body) implements Plan {}

    /**
     * A task for each item.
     *
     * @param task is given the item before its own arguments
     * @param chunk items in one message, of lines bytes; or null where that is decided by how long they take
     * @param window parts in flight at once
     * @param reduce joins the results, or null where they are wanted as a list
     */
    record Map(
            Signature task,
            ItemSource over,
            @Nullable Integer chunk,
            int window,
            @Nullable Joining reduce,
            FailurePolicy policy)
            implements Plan {

        public static final int CHUNK_MAX = FlowBounds.MAP_CHUNK.intMax();

        /** Bytes. */
        public static final int LINES_MIN = 4_096;

        /** Bytes. */
        public static final int LINES_MAX = FlowBounds.MAP_CHUNK_BYTES.intMax();

        public static final int WINDOW = 64;
        public static final int WINDOW_MAX = FlowBounds.MAP_WINDOW.intMax();

        public Map {
            if (chunk != null && (chunk < chunkMin(over) || chunk > chunkMax(over))) {
                String what = over instanceof ItemSource.Lines ? " bytes of lines" : " items";
                throw new IllegalArgumentException(
                        "a chunk has " + chunkMin(over) + " to " + chunkMax(over) + what + ", got: " + chunk);
            }
            if (window < 1 || window > WINDOW_MAX) {
                throw new IllegalArgumentException("a window has 1 to " + WINDOW_MAX + " parts, got: " + window);
            }
        }

        static int chunkMin(ItemSource over) {
            return over instanceof ItemSource.Lines ? LINES_MIN : 1;
        }

        static int chunkMax(ItemSource over) {
            return over instanceof ItemSource.Lines ? LINES_MAX : CHUNK_MAX;
        }
    }

    /**
     * A list in so many slices of equal length, the last ones shorter: a task for each slice, and the list of what they come
     * to, in order. Message passing calls it scatter and gather.
     *
     * @param task is given the slice, a list, before its own arguments
     */
    record Scatter(Signature task, ItemSource over, int slices, FailurePolicy policy) implements Plan {

        public static final int SLICES_MAX = FlowBounds.SCATTER_SLICES.intMax();

        public Scatter {
            if (slices < 1 || slices > SLICES_MAX) {
                throw new IllegalArgumentException("a list has 1 to " + SLICES_MAX + " slices, got: " + slices);
            }
        }
    }

    /** The values of a list, joined. */
    record Reduce(Joining joining, ItemSource over, FailurePolicy policy) implements Plan {}

    /**
     * How values are joined: by an associative task that is given a list of them and comes to one.
     *
     * @param task is given the list before its own arguments
     * @param fanIn how many at once, 2 or more
     */
    record Joining(Signature task, int fanIn) {

        /** The task that joins lists to one list. */
        public static final String CONCAT = "apium.concat";

        public static final int FAN_IN = 100;
        public static final int FAN_IN_MAX = FlowBounds.REDUCE_FAN_IN.intMax();

        public Joining {
            if (fanIn < 2 || fanIn > FAN_IN_MAX) {
                throw new IllegalArgumentException("a fan-in is 2 to " + FAN_IN_MAX + ", got: " + fanIn);
            }
        }
    }

    /** Named nodes. */
    record Dag(SequencedMap<String, Vertex> nodes) implements Plan {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

        public Dag {
            nodes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nodes));
            if (nodes.isEmpty()) {
                throw new IllegalArgumentException("a dag has at least one node");
            }
            nodes.keySet().forEach(Dag::checkName);
        }

        private static void checkName(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "a node is named by 1 to 64 letters, digits and _ - and ., got: '" + name + "'");
            }
        }
    }

    /** @param after the names of the nodes that it waits for, beside those whose results it asks for */
    record Vertex(Plan plan, Set<String> after) {

        public Vertex {
            after = Set.copyOf(after);
        }
    }

    /** In place of a value: the result of a node of the same dag. */
    record Reference(String node) {}

    /** The form of the plan, as HTTP names it; of a collective operation the form that it is made of. */
    default String kind() {
        return switch (this) {
            case Task _ -> "task";
            case Chain _ -> "chain";
            case Group _ -> "group";
            case Chord _ -> "chord";
            case Map _ -> "map";
            case Scatter _ -> "scatter";
            case Reduce _ -> "reduce";
            case Dag _ -> "dag";
        };
    }
}
