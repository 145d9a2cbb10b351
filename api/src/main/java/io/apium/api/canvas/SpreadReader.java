package io.apium.api.canvas;

import io.apium.api.json.Place;
import io.apium.canvas.Signature;
import io.apium.flow.Collectives;
import io.apium.flow.Plan;
import io.apium.flow.Source;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the forms of a flow that go over many items. */
final class SpreadReader {

    private static final Set<String> CALL = Set.of("task", "args", "kwargs", "options");
    private static final Set<String> JOINING = with(CALL, "fanIn");
    private static final Set<String> MAP =
            with(CALL, "over", "chunk", "window", "reduce", PolicyReader.ON_FAILURE, PolicyReader.UNDO);
    private static final Set<String> SCATTER = with(CALL, "over", "slices", PolicyReader.ON_FAILURE, PolicyReader.UNDO);
    private static final Set<String> REDUCE = with(JOINING, "over", PolicyReader.ON_FAILURE, PolicyReader.UNDO);
    private static final Set<String> ALL_REDUCE = with(JOINING, "over", "each");
    private static final String AUTO = "auto";
    private static final Set<String> SCAN = with(CALL, "over", "slices");

    private final CanvasReader canvas;
    private final SourceReader sources;
    private final PolicyReader policies;

    SpreadReader(CanvasReader canvas, SourceReader sources, PolicyReader policies) {
        this.canvas = canvas;
        this.sources = sources;
        this.policies = policies;
    }

    /** @param inDag whether arguments may ask for results */
    @Nullable
    Plan map(Place place, boolean inDag) {
        Signature task = call(place, MAP, inDag);
        Source over = sources.overOrBefore(place, SourceReader.ANY);
        Integer chunk = place.field("chunk", SpreadReader::chunk);
        Integer window = place.field("window", each -> each.number(1, Plan.Map.WINDOW_MAX));
        Plan.Joining reduce = place.field("reduce", each -> joining(each, JOINING));
        var policy = policies.read(place);
        if (task == null || over == null) {
            return null;
        }
        try {
            return new Plan.Map(task, over, chunk, window == null ? Plan.Map.WINDOW : window, reduce, policy);
        } catch (IllegalArgumentException e) {
            place.wrong("chunk", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** What a part of this source may have is known only with the source. */
    private static @Nullable Integer chunk(Place place) {
        if (place.isNumber()) {
            return place.number(1, Plan.Map.LINES_MAX);
        }
        var _ = place.oneOf(new String[] {AUTO}, choice -> choice);
        return null;
    }

    @Nullable
    Plan scatter(Place place, boolean inDag) {
        Signature task = call(place, SCATTER, inDag);
        Source over = sources.overOrBefore(place, SourceReader.ANY);
        Integer slices = slices(place);
        var policy = policies.read(place);
        return task == null || over == null || slices == null ? null : new Plan.Scatter(task, over, slices, policy);
    }

    @Nullable
    Plan reduce(Place place) {
        Plan.Joining joining = joining(place, REDUCE);
        Source over = sources.overOrBefore(place, SourceReader.VALUES);
        var policy = policies.read(place);
        return joining == null || over == null ? null : new Plan.Reduce(joining, over, policy);
    }

    @Nullable
    Plan allReduce(Place place, boolean inDag) {
        Plan.Joining joining = joining(place, ALL_REDUCE);
        Source over = sources.over(place, SourceReader.VALUES);
        Place each = place.required("each");
        Signature told = each == null ? null : call(each, CALL, inDag);
        return joining == null || over == null || told == null ? null : Collectives.allReduce(joining, over, told);
    }

    @Nullable
    Plan scan(Place place) {
        Signature task = canvas.task(place, SCAN);
        Source over = sources.over(place, SourceReader.ANY);
        Integer slices = slices(place);
        return task == null || over == null || slices == null ? null : Collectives.scan(task, over, slices);
    }

    private static @Nullable Integer slices(Place place) {
        Place slices = place.required("slices");
        return slices == null ? null : slices.number(1, Plan.Scatter.SLICES_MAX);
    }

    private Plan.@Nullable Joining joining(Place place, Set<String> fields) {
        Signature task = canvas.task(place, fields);
        Integer fanIn = place.field("fanIn", each -> each.number(2, Plan.Joining.FAN_IN_MAX));
        return task == null ? null : new Plan.Joining(task, Objects.requireNonNullElse(fanIn, Plan.Joining.FAN_IN));
    }

    private @Nullable Signature call(Place place, Set<String> fields, boolean inDag) {
        Signature task = canvas.task(place, fields);
        return task == null || !inDag ? task : References.read(task);
    }

    static Set<String> with(Set<String> fields, String... more) {
        Set<String> all = new HashSet<>(fields);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
