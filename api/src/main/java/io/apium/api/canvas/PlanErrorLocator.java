package io.apium.api.canvas;

import io.apium.api.json.JsonCursor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds the place in a request for a path in its plan, such as {@code chain[1].dag.a.map}. */
final class PlanErrorLocator {

    private final Map<String, JsonCursor> cursors = new HashMap<>();

    private PlanErrorLocator() {}

    /** The deepest known place on the path; at worst the root. */
    static JsonCursor find(JsonCursor root, String where) {
        PlanErrorLocator all = new PlanErrorLocator();
        all.walk("", root);
        String at = where;
        while (!all.cursors.containsKey(at)) {
            at = at.substring(0, Math.max(0, at.lastIndexOf('.')));
        }
        return Objects.requireNonNull(all.cursors.get(at));
    }

    private void walk(String at, JsonCursor plan) {
        cursors.put(at, plan);
        List<JsonCursor> steps = plan.inside("chain");
        for (int i = 0; i < steps.size(); i++) {
            walk(under(at, "chain[" + i + "]"), steps.get(i));
        }
        group(under(at, "group"), plan.inside("group"));
        JsonCursor chord = plan.field("chord");
        if (chord != null) {
            group(under(at, "chord.header"), chord.inside("header"));
            chord.inside("body").forEach(body -> walk(under(at, "chord.body"), body));
        }
        for (String form : List.of("map", "scatter", "reduce", "dag")) {
            plan.inside(form).forEach(content -> cursors.put(under(at, form), content));
        }
        plan.inside("dag").forEach(dag -> dag.fields().forEach((name, node) -> walk(under(at, "dag." + name), node)));
    }

    private void group(String at, List<JsonCursor> parts) {
        for (int i = 0; i < parts.size(); i++) {
            walk(at + "." + i, parts.get(i));
        }
    }

    private static String under(String at, String step) {
        return at.isEmpty() ? step : at + "." + step;
    }
}
