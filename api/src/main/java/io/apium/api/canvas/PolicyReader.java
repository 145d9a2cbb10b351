package io.apium.api.canvas;

import io.apium.api.json.Place;
import io.apium.canvas.Signature;
import io.apium.flow.Policy;
import io.apium.flow.Policy.Failing;
import io.apium.task.Payload;
import java.util.Locale;
import java.util.Set;

/** Reads what becomes of a flow when one node of it fails. */
final class PolicyReader {

    static final String ON_FAILURE = "onFailure";
    static final String UNDO = "undo";

    private static final String DEFAULT = "default";
    private static final Failing[] BY_NAME = {Failing.FAIL, Failing.SKIP};

    private final CanvasReader canvas;

    PolicyReader(CanvasReader canvas) {
        this.canvas = canvas;
    }

    /** @param place the node's own fields */
    Policy read(Place place) {
        Signature undo = place.field(UNDO, each -> canvas.task(each, CanvasReader.STEP_FIELDS));
        Place failing = place.field(ON_FAILURE);
        if (failing == null) {
            return new Policy(Failing.FAIL, null, undo);
        }
        if (failing.has(DEFAULT)) {
            return new Policy(Failing.DEFAULT, value(failing), undo);
        }
        Failing named = failing.oneOf(BY_NAME, PolicyReader::name);
        return new Policy(named == null ? Failing.FAIL : named, null, undo);
    }

    private static Payload value(Place failing) {
        var _ = failing.isObjectOf(Set.of(DEFAULT));
        return failing.json(DEFAULT);
    }

    private static String name(Failing failing) {
        return failing.name().toLowerCase(Locale.ROOT);
    }
}
