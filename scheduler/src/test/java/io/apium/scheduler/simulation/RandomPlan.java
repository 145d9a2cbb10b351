package io.apium.scheduler.simulation;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.flow.plan.FailurePolicy;
import io.apium.flow.plan.FailurePolicy.Failing;
import io.apium.flow.plan.ItemSource;
import io.apium.flow.plan.Plan;
import io.apium.flow.plan.Plan.Joining;
import io.apium.flow.plan.Plan.Reference;
import io.apium.task.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a random dag with maps, reduces and canvases. Each node refers only to earlier nodes. */
final class RandomPlan {

    private static final int NODES_MAX = 60;
    private static final int ITEMS_MAX = 40;

    private final World world;
    private final List<String> words = new ArrayList<>();
    private final List<String> lists = new ArrayList<>();

    private RandomPlan(World world) {
        this.world = world;
    }

    static Plan of(World world) {
        return new RandomPlan(world).dag();
    }

    private Plan dag() {
        SequencedMap<String, Plan.Vertex> nodes = new LinkedHashMap<>();
        long size = world.between(1, NODES_MAX);
        for (int i = 0; i < size; i++) {
            String name = "n" + i;
            Set<String> after = after();
            nodes.put(name, new Plan.Vertex(node(name), after));
        }
        return new Plan.Dag(nodes);
    }

    /** The nodes that it waits for, in the same dag. */
    static Set<String> before(Plan.Vertex vertex) {
        Set<String> before = new HashSet<>(vertex.after());
        collect(vertex.plan(), before);
        return before;
    }

    private static void collect(Plan plan, Set<String> before) {
        switch (plan) {
            case Plan.Task(Signature call, FailurePolicy _) ->
                call.args().stream()
                        .filter(Reference.class::isInstance)
                        .forEach(arg -> before.add(((Reference) arg).node()));
            case Plan.Chain(List<Plan> steps) -> steps.forEach(step -> collect(step, before));
            case Plan.Group(List<Plan> parts) -> parts.forEach(part -> collect(part, before));
            case Plan.Chord(Plan.Group header, Plan body) -> {
                collect(header, before);
                collect(body, before);
            }
            case Plan.Map map -> collect(map.over(), before);
            case Plan.Scatter scatter -> collect(scatter.over(), before);
            case Plan.Reduce reduce -> collect(reduce.over(), before);
            case Plan.Dag _ -> throw new AssertionError("a random plan has no nested dag");
        }
    }

    private static void collect(ItemSource over, Set<String> before) {
        if (over instanceof ItemSource.Result(String node)) {
            before.add(node);
        }
    }

    private Plan node(String name) {
        Plan plan = switch ((int) world.between(0, 9)) {
            case 0, 1 -> map(source(), joining());
            case 2 -> new Plan.Map(call(Words.ITEM), source(), chunk(), 8, null, FailurePolicy.NONE);
            case 3 -> new Plan.Scatter(call(Words.CAT), source(), (int) world.between(1, 6), FailurePolicy.NONE);
            case 4 -> new Plan.Reduce(joining(), source(), FailurePolicy.NONE);
            case 5 -> new Plan.Chord(group(), new Plan.Task(call(Words.CAT)));
            case 6 -> new Plan.Chain(List.of(task(), map(new ItemSource.Range(0, 9, 1), null), task()));
            case 7 -> group();
            default -> task();
        };
        boolean isList = plan instanceof Plan.Group
                || plan instanceof Plan.Scatter
                || (plan instanceof Plan.Map map && map.reduce() == null);
        (isList ? lists : words).add(name);
        return plan;
    }

    private Plan.Group group() {
        List<Plan> parts = new ArrayList<>();
        for (long i = world.between(0, 4); i > 0; i--) {
            parts.add(task());
        }
        return new Plan.Group(parts);
    }

    private Plan task() {
        List<@Nullable Object> args = new ArrayList<>(List.of("w" + world.between(0, 99)));
        for (long i = world.between(0, 2); i > 0 && !(words.isEmpty() && lists.isEmpty()); i--) {
            List<String> among = lists.isEmpty() || (!words.isEmpty() && world.once(2)) ? words : lists;
            args.add(new Reference(one(among)));
        }
        boolean fails = world.once(12);
        Signature call = new Signature(fails ? Words.FAIL : Words.CAT, args, Map.of(), TaskOptions.NONE, false);
        return new Plan.Task(call, fails ? policy() : FailurePolicy.NONE);
    }

    private Plan map(ItemSource over, @Nullable Joining joining) {
        boolean picky = world.once(3);
        return new Plan.Map(
                call(picky ? Words.PICKY : Words.ITEM),
                over,
                chunk(),
                (int) world.between(1, 20),
                joining,
                picky ? policy() : FailurePolicy.NONE);
    }

    /** One of 15 lets the flow fail. */
    private FailurePolicy policy() {
        if (world.once(15)) {
            return FailurePolicy.NONE;
        }
        return world.once(2)
                ? new FailurePolicy(Failing.SKIP, null, null)
                : new FailurePolicy(Failing.DEFAULT, new JsonText("\"d\""), null);
    }

    private ItemSource source() {
        if (!lists.isEmpty() && world.once(2)) {
            return new ItemSource.Result(one(lists));
        }
        long from = world.between(0, 50);
        long to = from + world.between(0, ITEMS_MAX);
        return world.once(3) ? new ItemSource.Items(List.of("a", "b", from, to)) : new ItemSource.Range(from, to, 1);
    }

    private @Nullable Integer chunk() {
        return world.once(3) ? null : Integer.valueOf((int) world.between(1, 7));
    }

    private Joining joining() {
        return new Joining(call(Words.JOIN), (int) world.between(2, 5));
    }

    private Set<String> after() {
        return words.isEmpty() || world.once(2) ? Set.of() : Set.of(words.getFirst());
    }

    private String one(List<String> of) {
        return of.get((int) world.between(0, of.size() - 1));
    }

    private static Signature call(String task) {
        return Signature.of(task);
    }
}
