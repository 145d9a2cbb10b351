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
 * Operations of message passing that are plans made of others. Their nodes have names such as
 * {@code all-reduce.total}, which would hide a node of the same name in a dag around them.
 */
public final class CollectivePlans {

    /** Makes of a list of values the list of what each comes to, joined with all before it. */
    public static final String SCAN = "apium.scan";

    /** Makes of the scanned slices pairs of a slice and what all slices before it come to. */
    public static final String OFFSETS = "apium.offsets";

    /** Joins what came before a slice with each value of it. */
    public static final String SHIFT = "apium.shift";

    private static final String TOTAL = "all-reduce.total";
    private static final String EACH = "all-reduce.each";
    private static final String LOCAL = "scan.local";
    private static final String OFFSETS_OF = "scan.offsets";
    private static final String SHIFTED = "scan.shifted";

    private CollectivePlans() {}

    /**
     * The values joined, and then every value once more beside what they come to together.
     *
     * @param over read twice, so it is not what came before
     * @param each is given the value before its own arguments, and what all come to behind them
     */
    public static Plan allReduce(Plan.Joining joining, ItemSource over, Signature each) {
        List<@Nullable Object> args = new ArrayList<>(each.args());
        args.add(new Reference(TOTAL));
        Signature told = new Signature(each.task(), args, each.kwargs(), each.options(), each.immutable());
        SequencedMap<String, Vertex> nodes = new LinkedHashMap<>();
        nodes.put(TOTAL, vertex(new Plan.Reduce(joining, over, FailurePolicy.NONE)));
        nodes.put(EACH, vertex(new Plan.Map(told, over, null, Plan.Map.WINDOW, null, FailurePolicy.NONE)));
        return new Plan.Dag(nodes);
    }

    /**
     * For each value what all up to it come to, it among them. The slices are scanned side by side, then moved by what came
     * before them.
     *
     * @param joining associative; is given a list of two
     * @throws IllegalArgumentException when there are no such slices
     */
    public static Plan scan(Signature joining, ItemSource over, int slices) {
        Signature offsets = told(OFFSETS, List.of(new Reference(LOCAL)), joining);
        Plan.Joining concat = new Plan.Joining(Signature.of(Plan.Joining.CONCAT), Plan.Joining.FAN_IN);
        ItemSource pairs = new ItemSource.Result(OFFSETS_OF);
        Signature local = told(SCAN, List.of(), joining);
        Signature shift = told(SHIFT, List.of(), joining);
        SequencedMap<String, Vertex> nodes = new LinkedHashMap<>();
        nodes.put(LOCAL, vertex(new Plan.Scatter(local, over, slices, FailurePolicy.NONE)));
        nodes.put(OFFSETS_OF, vertex(new Plan.Task(offsets)));
        nodes.put(SHIFTED, vertex(new Plan.Map(shift, pairs, 1, Plan.Map.WINDOW, concat, FailurePolicy.NONE)));
        return new Plan.Dag(nodes);
    }

    /** A task of ours that is told which task joins, and goes where that one would. */
    private static Signature told(String ours, List<@Nullable Object> args, Signature joining) {
        Map<String, Object> task = Map.of("task", joining.task(), "args", joining.args(), "kwargs", joining.kwargs());
        return new Signature(ours, args, Map.of("task", task), joining.options(), false);
    }

    private static Vertex vertex(Plan plan) {
        return new Vertex(plan, Set.of());
    }
}
