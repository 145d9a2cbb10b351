package io.apium.api.canvas;

import io.apium.api.json.JsonCursor;
import io.apium.canvas.Signature;
import io.apium.flow.plan.CollectivePlans;
import io.apium.flow.plan.ItemSource;
import io.apium.flow.plan.Plan;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the forms of a flow that process many items. */
final class MapReader {

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

    MapReader(CanvasReader canvas, SourceReader sources, PolicyReader policies) {
        this.canvas = canvas;
        this.sources = sources;
        this.policies = policies;
    }

    /** @param inDag whether arguments may contain references to results */
    @Nullable
    Plan map(JsonCursor cursor, boolean inDag) {
        Signature task = call(cursor, MAP, inDag);
        ItemSource over = sources.overOrBefore(cursor, SourceReader.ANY);
        Integer chunk = cursor.field("chunk", MapReader::chunk);
        Integer window = cursor.field("window", each -> each.number(1, Plan.Map.WINDOW_MAX));
        Plan.Joining reduce = cursor.field("reduce", each -> joining(each, JOINING));
        var policy = policies.read(cursor);
        if (task == null || over == null) {
            return null;
        }
        try {
            return new Plan.Map(task, over, chunk, window == null ? Plan.Map.WINDOW : window, reduce, policy);
        } catch (IllegalArgumentException e) {
            cursor.wrong("chunk", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Reads the chunk; its limit is checked later, because it depends on the source. */
    private static @Nullable Integer chunk(JsonCursor cursor) {
        if (cursor.isNumber()) {
            return cursor.number(1, Plan.Map.LINES_MAX);
        }
        var _ = cursor.oneOf(new String[] {AUTO}, choice -> choice);
        return null;
    }

    @Nullable
    Plan scatter(JsonCursor cursor, boolean inDag) {
        Signature task = call(cursor, SCATTER, inDag);
        ItemSource over = sources.overOrBefore(cursor, SourceReader.ANY);
        Integer slices = slices(cursor);
        var policy = policies.read(cursor);
        return task == null || over == null || slices == null ? null : new Plan.Scatter(task, over, slices, policy);
    }

    @Nullable
    Plan reduce(JsonCursor cursor) {
        Plan.Joining joining = joining(cursor, REDUCE);
        ItemSource over = sources.overOrBefore(cursor, SourceReader.VALUES);
        var policy = policies.read(cursor);
        return joining == null || over == null ? null : new Plan.Reduce(joining, over, policy);
    }

    @Nullable
    Plan allReduce(JsonCursor cursor, boolean inDag) {
        Plan.Joining joining = joining(cursor, ALL_REDUCE);
        ItemSource over = sources.over(cursor, SourceReader.VALUES);
        JsonCursor each = cursor.required("each");
        Signature then = each == null ? null : call(each, CALL, inDag);
        return joining == null || over == null || then == null ? null : CollectivePlans.allReduce(joining, over, then);
    }

    @Nullable
    Plan scan(JsonCursor cursor) {
        Signature task = canvas.task(cursor, SCAN);
        ItemSource over = sources.over(cursor, SourceReader.ANY);
        Integer slices = slices(cursor);
        return task == null || over == null || slices == null ? null : CollectivePlans.scan(task, over, slices);
    }

    private static @Nullable Integer slices(JsonCursor cursor) {
        JsonCursor slices = cursor.required("slices");
        return slices == null ? null : slices.number(1, Plan.Scatter.SLICES_MAX);
    }

    private Plan.@Nullable Joining joining(JsonCursor cursor, Set<String> fields) {
        Signature task = canvas.task(cursor, fields);
        Integer fanIn = cursor.field("fanIn", each -> each.number(2, Plan.Joining.FAN_IN_MAX));
        return task == null ? null : new Plan.Joining(task, Objects.requireNonNullElse(fanIn, Plan.Joining.FAN_IN));
    }

    private @Nullable Signature call(JsonCursor cursor, Set<String> fields, boolean inDag) {
        Signature task = canvas.task(cursor, fields);
        return task == null || !inDag ? task : ResultReferences.read(task);
    }

    static Set<String> with(Set<String> fields, String... more) {
        Set<String> all = new HashSet<>(fields);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
