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

/** Plans, written down in few words. */
public final class Plans {

    private Plans() {}

    /** @param args may hold {@link #reference}s, inside of a {@link #dag} */
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

    /** @param task is given a slice, a list */
    public static Plan scatter(String task, ItemSource over, int slices) {
        return new Plan.Scatter(Signature.of(task), over, slices, FailurePolicy.NONE);
    }

    /** @param task is given a list and joins it; associative */
    public static Plan reduce(String task, ItemSource over) {
        return new Plan.Reduce(joining(task, Plan.Joining.FAN_IN), over, FailurePolicy.NONE);
    }

    public static Named dag() {
        return new Named();
    }

    /** In place of an argument: what a node of the same dag came to. */
    public static Object reference(String node) {
        return new Plan.Reference(node);
    }

    /** @param to not reached any more */
    public static ItemSource range(long from, long to) {
        return new ItemSource.Range(from, to, 1);
    }

    /** @param values of JSON */
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

    /** The same for a text each of whose lines is JSON. */
    public static ItemSource records(String blob, long bytes) {
        return new ItemSource.Lines(blob, bytes, true);
    }

    /** The list that the step before comes to. */
    public static ItemSource previous() {
        return new ItemSource.Previous();
    }

    /** The list that a node of the same dag comes to. */
    public static ItemSource result(String node) {
        return new ItemSource.Result(node);
    }

    /** It goes on as if what has failed had not been there. */
    public static FailurePolicy skip() {
        return new FailurePolicy(Failing.SKIP, null, null);
    }

    /** @param json stands for what has failed */
    public static FailurePolicy orElse(String json) {
        return new FailurePolicy(Failing.DEFAULT, new JsonText(json), null);
    }

    /** @param call is given what the node came to, when the flow fails after it */
    public static FailurePolicy undo(Signature call) {
        return new FailurePolicy(Failing.FAIL, null, call);
    }

    private static Plan.Joining joining(String task, int fanIn) {
        return new Plan.Joining(Signature.of(task), fanIn);
    }

    /** A map that is being written down. */
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

        /** @param items in one message, of lines bytes; without this, how long they take decides */
        public Mapped chunk(int items) {
            chunk = items;
            return this;
        }

        /** @param parts in flight at once */
        public Mapped window(int parts) {
            window = parts;
            return this;
        }

        /** @param by is given a list of values and joins them; associative */
        public Mapped reduce(String by) {
            return reduce(by, Plan.Joining.FAN_IN);
        }

        /** @param fanIn values at once, 2 or more */
        public Mapped reduce(String by, int fanIn) {
            reduce = joining(by, fanIn);
            return this;
        }

        /** @param then what becomes of an item that fails */
        public Mapped onFailure(FailurePolicy then) {
            policy = then;
            return this;
        }

        /** @throws IllegalArgumentException when a number is out of its bounds, or nothing was said that it goes over */
        public Plan plan() {
            if (over == null) {
                throw new IllegalArgumentException("a map goes over a range, items, lines or a list from before");
            }
            return new Plan.Map(task, over, chunk, window, reduce, policy);
        }
    }

    /** A dag that is being written down. */
    public static final class Named {

        private final SequencedMap<String, Plan.Vertex> nodes = new LinkedHashMap<>();

        private Named() {}

        /**
         * @param after nodes that it waits for beside those that it refers to
         * @throws IllegalArgumentException when there is one of that name already
         */
        public Named node(String name, Plan plan, String... after) {
            if (nodes.putIfAbsent(name, new Plan.Vertex(plan, Set.of(after))) != null) {
                throw new IllegalArgumentException("there are two nodes '" + name + "'");
            }
            return this;
        }

        public Plan plan() {
            return new Plan.Dag(nodes);
        }
    }
}
