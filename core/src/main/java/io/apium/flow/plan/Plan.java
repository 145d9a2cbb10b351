package io.apium.flow.plan;

import io.apium.canvas.Signature;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The request of a flow: a recursive type, any part of which is a plan again. */
public sealed interface Plan {

    /** One task. Its arguments may have {@link Reference}s inside of a {@link Dag}. */
    record Task(Signature call, FailurePolicy policy) implements Plan {

        public Task(Signature call) {
            this(call, FailurePolicy.NONE);
        }
    }

    /** Plans one after another. */
    record Chain(List<Plan> steps) implements Plan {

        public Chain {
            steps = List.copyOf(steps);
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("a chain must have at least one step");
            }
        }
    }

    /** Plans in parallel. */
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
     * @param task receives the item before its own arguments
     * @param chunk items in one message (bytes for lines), or null where it follows from how long they take
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
                        "chunk must be " + chunkMin(over) + " to " + chunkMax(over) + what + ", got: " + chunk);
            }
            if (window < 1 || window > WINDOW_MAX) {
                throw new IllegalArgumentException("window must be 1 to " + WINDOW_MAX + " parts, got: " + window);
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
     * A task for each slice of a list, and the list of their results, in order (scatter and gather in MPI). The slices
     * have equal lengths, the last ones may be shorter.
     *
     * @param task receives the slice, a list, before its own arguments
     */
    record Scatter(Signature task, ItemSource over, int slices, FailurePolicy policy) implements Plan {

        public static final int SLICES_MAX = FlowBounds.SCATTER_SLICES.intMax();

        public Scatter {
            if (slices < 1 || slices > SLICES_MAX) {
                throw new IllegalArgumentException("slices must be 1 to " + SLICES_MAX + ", got: " + slices);
            }
        }
    }

    /** The values of a list, joined. */
    record Reduce(Joining joining, ItemSource over, FailurePolicy policy) implements Plan {}

    /**
     * How values are joined: an associative task that receives a list of them and returns one.
     *
     * @param task receives the list before its own arguments
     * @param fanIn values of one join, 2 or more
     */
    record Joining(Signature task, int fanIn) {

        /** The task that joins lists to one list. */
        public static final String CONCAT = "apium.concat";

        public static final int FAN_IN = 100;
        public static final int FAN_IN_MAX = FlowBounds.REDUCE_FAN_IN.intMax();

        public Joining {
            if (fanIn < 2 || fanIn > FAN_IN_MAX) {
                throw new IllegalArgumentException("fan-in must be 2 to " + FAN_IN_MAX + ", got: " + fanIn);
            }
        }
    }

    /** Named nodes. */
    record Dag(SequencedMap<String, Vertex> nodes) implements Plan {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

        public Dag {
            nodes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nodes));
            if (nodes.isEmpty()) {
                throw new IllegalArgumentException("a dag must have at least one node");
            }
            nodes.keySet().forEach(Dag::checkName);
        }

        private static void checkName(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "a node name must have 1 to 64 letters, digits and _ - and ., got: '" + name + "'");
            }
        }
    }

    /** @param after the names of the nodes that it waits for, in addition to those that it refers to */
    record Vertex(Plan plan, Set<String> after) {

        public Vertex {
            after = Set.copyOf(after);
        }
    }

    /** The result of a node of the same dag, in place of an argument. */
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
