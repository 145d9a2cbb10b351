package io.apium.api.canvas;

import io.apium.api.json.JsonCursor;
import io.apium.canvas.Signature;
import io.apium.flow.plan.FailurePolicy;
import io.apium.flow.plan.FailurePolicy.Failing;
import io.apium.task.JsonText;
import java.util.Locale;
import java.util.Set;

/** Reads the failure policy of a node. */
final class PolicyReader {

    static final String ON_FAILURE = "onFailure";
    static final String UNDO = "undo";

    private static final String DEFAULT = "default";
    private static final Failing[] BY_NAME = {Failing.FAIL, Failing.SKIP};

    private final CanvasReader canvas;

    PolicyReader(CanvasReader canvas) {
        this.canvas = canvas;
    }

    /** @param cursor the fields of the node */
    FailurePolicy read(JsonCursor cursor) {
        Signature undo = cursor.field(UNDO, each -> canvas.task(each, CanvasReader.STEP_FIELDS));
        JsonCursor failing = cursor.field(ON_FAILURE);
        if (failing == null) {
            return new FailurePolicy(Failing.FAIL, null, undo);
        }
        if (failing.has(DEFAULT)) {
            return new FailurePolicy(Failing.DEFAULT, value(failing), undo);
        }
        Failing named = failing.oneOf(BY_NAME, PolicyReader::name);
        return new FailurePolicy(named == null ? Failing.FAIL : named, null, undo);
    }

    private static JsonText value(JsonCursor failing) {
        var _ = failing.isObjectOf(Set.of(DEFAULT));
        return failing.json(DEFAULT);
    }

    private static String name(Failing failing) {
        return failing.name().toLowerCase(Locale.ROOT);
    }
}
