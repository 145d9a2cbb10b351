package io.apium.flow.plan;

import io.apium.canvas.Signature;
import io.apium.flow.plan.Plan.Reference;
import io.apium.flow.plan.Plan.Vertex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The collective operations of message passing (MPI) as plans. The names of their nodes, such as
 * {@code all-reduce.total}, hide a node of the same name in a surrounding dag.
 */
public final class CollectivePlans {

    /** Computes the inclusive prefix of a list: at each position, the values up to it joined. */
    public static final String SCAN = "apium.scan";

    /** Computes for each scanned slice the joined value of all slices before it, as pairs. */
    public static final String OFFSETS = "apium.offsets";

    /** Joins the value before a slice with each value of the slice. */
    public static final String SHIFT = "apium.shift";

    private static final String TOTAL = "all-reduce.total";
    private static final String EACH = "all-reduce.each";
    private static final String LOCAL = "scan.local";
    private static final String OFFSETS_OF = "scan.offsets";
    private static final String SHIFTED = "scan.shifted";

    private CollectivePlans() {}

    /**
     * Joins the values, and then runs a task for each value and the joined value.
     *
     * @param over read twice, so it cannot be the previous result
     * @param each receives the value before its own arguments, and the joined value after them
     */
    public static Plan allReduce(Plan.Joining joining, ItemSource over, Signature each) {
        List<@Nullable Object> args = new ArrayList<>(each.args());
        args.add(new Reference(TOTAL));
        Signature builtIn = new Signature(each.task(), args, each.kwargs(), each.options(), each.immutable());
        SequencedMap<String, Vertex> nodes = new LinkedHashMap<>();
        nodes.put(TOTAL, vertex(new Plan.Reduce(joining, over, FailurePolicy.NONE)));
        nodes.put(EACH, vertex(new Plan.Map(builtIn, over, null, Plan.Map.WINDOW, null, FailurePolicy.NONE)));
        return new Plan.Dag(nodes);
    }

    /**
     * For each value the join of all values up to and including it. The slices are scanned in parallel, then shifted by
     * the joined value before them.
     *
     * @param joining associative; receives a list of two
     * @param slices 1 or more
     * @throws IllegalArgumentException when the number of slices is not allowed
     */
    public static Plan scan(Signature joining, ItemSource over, int slices) {
        Signature offsets = builtIn(OFFSETS, List.of(new Reference(LOCAL)), joining);
        Plan.Joining concat = new Plan.Joining(Signature.of(Plan.Joining.CONCAT), Plan.Joining.FAN_IN);
        ItemSource pairs = new ItemSource.Result(OFFSETS_OF);
        Signature local = builtIn(SCAN, List.of(), joining);
        Signature shift = builtIn(SHIFT, List.of(), joining);
        SequencedMap<String, Vertex> nodes = new LinkedHashMap<>();
        nodes.put(LOCAL, vertex(new Plan.Scatter(local, over, slices, FailurePolicy.NONE)));
        nodes.put(OFFSETS_OF, vertex(new Plan.Task(offsets)));
        nodes.put(SHIFTED, vertex(new Plan.Map(shift, pairs, 1, Plan.Map.WINDOW, concat, FailurePolicy.NONE)));
        return new Plan.Dag(nodes);
    }

    /** A built-in task that receives the name of the joining task and has its routing. */
    private static Signature builtIn(String ours, List<@Nullable Object> args, Signature joining) {
        Map<String, Object> task = Map.of("task", joining.task(), "args", joining.args(), "kwargs", joining.kwargs());
        return new Signature(ours, args, Map.of("task", task), joining.options(), false);
    }

    private static Vertex vertex(Plan plan) {
        return new Vertex(plan, Set.of());
    }
}
