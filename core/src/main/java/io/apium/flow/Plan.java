package io.apium.flow;

import io.apium.canvas.Signature;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a flow is to do. One recursive type; every part of it may be a plan again. */
public sealed interface Plan {

    /** One task. Its arguments may hold {@link Reference}s, inside of a {@link Dag}. */
    record Task(Signature call) implements Plan {}

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
     * @param chunk items in one message, or null where that is decided by how long they take
     * @param window parts in flight at once
     * @param reduce joins the results, or null where they are wanted as a list
     */
    record Map(
            Signature task,
            Source over,
            @Nullable Integer chunk,
            int window,
            @Nullable Joining reduce) implements Plan {

        public static final int CHUNK_MAX = 100_000;
        public static final int WINDOW = 64;
        public static final int WINDOW_MAX = 10_000;

        public Map {
            if (chunk != null && (chunk < 1 || chunk > CHUNK_MAX)) {
                throw new IllegalArgumentException("a chunk has 1 to " + CHUNK_MAX + " items, got: " + chunk);
            }
            if (window < 1 || window > WINDOW_MAX) {
                throw new IllegalArgumentException("a window has 1 to " + WINDOW_MAX + " parts, got: " + window);
            }
        }
    }

    /** The values of a list, joined. */
    record Reduce(Joining joining, Source over) implements Plan {}

    /**
     * How values are joined: by an associative task that is given a list of them and comes to one.
     *
     * @param task is given the list before its own arguments
     * @param fanIn how many at once, 2 or more
     */
    record Joining(Signature task, int fanIn) {

        public static final int FAN_IN = 100;
        public static final int FAN_IN_MAX = 10_000;

        public Joining {
            if (fanIn < 2 || fanIn > FAN_IN_MAX) {
                throw new IllegalArgumentException("a fan-in is 2 to " + FAN_IN_MAX + ", got: " + fanIn);
            }
        }
    }

    /** Named nodes. */
    record Dag(SequencedMap<String, Vertex> nodes) implements Plan {

        public Dag {
            nodes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nodes));
            if (nodes.isEmpty()) {
                throw new IllegalArgumentException("a dag has at least one node");
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
}
