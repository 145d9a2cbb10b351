package io.apium.flow.plan;

import io.apium.canvas.Signature;
import io.apium.flow.plan.FailurePolicy.Failing;
import io.apium.task.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Factory methods for plans. */
public final class Plans {

    private Plans() {}

    /** @param args may have {@link #reference}s, inside of a {@link #dag} */
    public static Plan task(String name, @Nullable Object... args) {
        return new Plan.Task(Signature.of(name, args));
    }

    public static Plan task(Signature call, FailurePolicy policy) {
        return new Plan.Task(call, policy);
    }

    public static Plan chain(Plan... steps) {
        return new Plan.Chain(List.of(steps));
    }

    public static Plan.Group group(Plan... parts) {
        return new Plan.Group(List.of(parts));
    }

    public static Plan chord(Plan.Group header, Plan body) {
        return new Plan.Chord(header, body);
    }

    /** @param args after the item */
    public static Mapped map(String task, @Nullable Object... args) {
        return new Mapped(Signature.of(task, args));
    }

    /** @param task receives a slice, a list */
    public static Plan scatter(String task, ItemSource over, int slices) {
        return new Plan.Scatter(Signature.of(task), over, slices, FailurePolicy.NONE);
    }

    /** @param task receives a list and joins it; associative */
    public static Plan reduce(String task, ItemSource over) {
        return new Plan.Reduce(joining(task, Plan.Joining.FAN_IN), over, FailurePolicy.NONE);
    }

    public static Named dag() {
        return new Named();
    }

    /** The result of a node of the same dag, in place of an argument. */
    public static Object reference(String node) {
        return new Plan.Reference(node);
    }

    /** @param to the end, exclusive */
    public static ItemSource range(long from, long to) {
        return new ItemSource.Range(from, to, 1);
    }

    /** @param values JSON values */
    public static ItemSource items(@Nullable Object... values) {
        List<@Nullable Object> list = new ArrayList<>(List.of());
        Collections.addAll(list, values);
        return new ItemSource.Items(list);
    }

    /**
     * @param blob the name of an uploaded text, {@code sha256:…}
     * @param bytes its length
     */
    public static ItemSource lines(String blob, long bytes) {
        return new ItemSource.Lines(blob, bytes, false);
    }

    /** Like {@link #lines}, for a text each of whose lines is JSON. */
    public static ItemSource records(String blob, long bytes) {
        return new ItemSource.Lines(blob, bytes, true);
    }

    /** The list that is the result of the previous step. */
    public static ItemSource previous() {
        return new ItemSource.Previous();
    }

    /** The list that is the result of a node of the same dag. */
    public static ItemSource result(String node) {
        return new ItemSource.Result(node);
    }

    /** The flow continues without the failed result. */
    public static FailurePolicy skip() {
        return new FailurePolicy(Failing.SKIP, null, null);
    }

    /** @param json the result in place of the failed one */
    public static FailurePolicy orElse(String json) {
        return new FailurePolicy(Failing.DEFAULT, new JsonText(json), null);
    }

    /** @param call receives the node's value when the flow fails later */
    public static FailurePolicy undo(Signature call) {
        return new FailurePolicy(Failing.FAIL, null, call);
    }

    private static Plan.Joining joining(String task, int fanIn) {
        return new Plan.Joining(Signature.of(task), fanIn);
    }

    /** Builds a map. */
    public static final class Mapped {

        private final Signature task;
        private @Nullable ItemSource over;
        private @Nullable Integer chunk;
        private int window = Plan.Map.WINDOW;
        private Plan.@Nullable Joining reduce;
        private FailurePolicy policy = FailurePolicy.NONE;

        private Mapped(Signature task) {
            this.task = task;
        }

        public Mapped over(ItemSource items) {
            over = items;
            return this;
        }

        /** @param items in one message (bytes for lines); without this, the chunk follows from how long items take */
        public Mapped chunk(int items) {
            chunk = items;
            return this;
        }

        /** @param parts in flight at once */
        public Mapped window(int parts) {
            window = parts;
            return this;
        }

        /** @param by receives a list of values and joins them; associative */
        public Mapped reduce(String by) {
            return reduce(by, Plan.Joining.FAN_IN);
        }

        /** @param fanIn values of one join, 2 or more */
        public Mapped reduce(String by, int fanIn) {
            reduce = joining(by, fanIn);
            return this;
        }

        /** @param then the policy for an item that fails */
        public Mapped onFailure(FailurePolicy then) {
            policy = then;
            return this;
        }

        /** @throws IllegalArgumentException when a number is out of its bounds, or the map has no items */
        public Plan plan() {
            if (over == null) {
                throw new IllegalArgumentException(
                        "a map must have a range, items, lines or the result of an earlier node as its items");
            }
            return new Plan.Map(task, over, chunk, window, reduce, policy);
        }
    }

    /** Builds a dag. */
    public static final class Named {

        private final SequencedMap<String, Plan.Vertex> nodes = new LinkedHashMap<>();

        private Named() {}

        /**
         * @param after the nodes that it waits for, in addition to those that it refers to
         * @throws IllegalArgumentException when the dag has a node of this name
         */
        public Named node(String name, Plan plan, String... after) {
            if (nodes.putIfAbsent(name, new Plan.Vertex(plan, Set.of(after))) != null) {
                throw new IllegalArgumentException("duplicate node '" + name + "'");
            }
            return this;
        }

        public Plan plan() {
            return new Plan.Dag(nodes);
        }
    }
}
