package io.apium.api.canvas;

import io.apium.api.ApiBounds;
import io.apium.api.json.Place;
import io.apium.bound.MessageBounds;
import io.apium.canvas.Canvas;
import io.apium.canvas.Options;
import io.apium.canvas.Options.Links;
import io.apium.canvas.Options.Reply;
import io.apium.canvas.Options.Routing;
import io.apium.canvas.Options.Timing;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.When;
import io.apium.task.RetryPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads how a task is to be sent and run. */
final class OptionsReader {

    private static final Set<String> FIELDS = Set.of(
            "queue",
            "priority",
            "eta",
            "countdown",
            "expires",
            "timeLimit",
            "softTimeLimit",
            "retry",
            "ignoreResult",
            "shadow",
            "link",
            "linkError",
            "headers");

    /** What a task is asked for as. */
    enum Use {
        ALONE,
        /** The result of a flow is made of its tasks' results, which must therefore be kept. */
        IN_FLOW,
        /** The schedule says when it runs. */
        ON_SCHEDULE;

        Set<String> fields() {
            Set<String> fields = new TreeSet<>(FIELDS);
            if (this == ON_SCHEDULE) {
                fields.removeAll(Set.of("eta", "countdown"));
            }
            return fields;
        }
    }

    private static final int PRIORITY_MAX = ApiBounds.PRIORITY.intMax();

    private final CanvasReader canvases;
    private final Use use;
    private final int depth;

    OptionsReader(CanvasReader canvases, Use use, int depth) {
        this.canvases = canvases;
        this.use = use;
        this.depth = depth;
    }

    Options read(Place place) {
        if (!place.isObjectOf(use.fields())) {
            return Options.NONE;
        }
        Map<String, @Nullable Object> headers = place.field("headers", UserHeaders::read);
        RetryPolicy retry = place.field("retry", RetryForm::read);
        Options options = new Options(
                null,
                new Routing(
                        place.field("queue", canvases.queues()::read),
                        place.field("priority", priority -> priority.number(0, PRIORITY_MAX))),
                timing(place),
                new Links(links(place, "link"), links(place, "linkError")),
                reply(place),
                null,
                headers == null ? Map.of() : headers);
        return retry == null ? options : options.withExtra(TaskMessage.RETRY, retry.header());
    }

    private Timing timing(Place place) {
        if (place.has("eta") && place.has("countdown")) {
            place.wrong("has eta or countdown, not both");
        }
        Moments moments = canvases.moments();
        When at = place.field("eta", moments::at);
        When in = place.field("countdown", Moments::in);
        var hard = place.field("timeLimit", Moments::seconds);
        var soft = place.field("softTimeLimit", Moments::seconds);
        if (hard != null && soft != null && soft.compareTo(hard) >= 0) {
            place.wrong("has a softTimeLimit that is shorter than its timeLimit");
        }
        return new Timing(at == null ? in : at, place.field("expires", moments::atOrIn), hard, soft);
    }

    private Reply reply(Place place) {
        Boolean ignored = place.field("ignoreResult", Place::truth);
        boolean ignoreResult = ignored != null && ignored;
        if (ignoreResult && use == Use.IN_FLOW) {
            place.wrong("has no ignoreResult in a flow, whose state is made of its tasks' results");
        }
        return new Reply(ignoreResult, null, place.field("shadow", shadow -> shadow.text(MessageBounds.SHADOW)));
    }

    /** Callbacks are no part of the flow: nobody waits for them. */
    private List<Canvas> links(Place place, String name) {
        Place links = place.field(name);
        return links == null ? List.of() : canvases.flows(links, Use.ALONE, depth + 1);
    }
}
