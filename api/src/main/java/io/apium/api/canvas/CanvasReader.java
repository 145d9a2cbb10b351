package io.apium.api.canvas;

import io.apium.api.ApiBounds;
import io.apium.api.json.Place;
import io.apium.bound.MessageBounds;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Options;
import io.apium.canvas.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one request's work, and counts what it asks for. */
public final class CanvasReader {

    public static final int TASKS_MAX = ApiBounds.REQUEST_TASKS.intMax();
    public static final int DEPTH_MAX = ApiBounds.CANVAS_NESTING.intMax();

    static final Set<String> TASK_FIELDS = Set.of("task", "args", "kwargs", "options");
    static final Set<String> STEP_FIELDS = Set.of("task", "args", "kwargs", "options", "immutable");

    private static final List<String> FORMS = List.of("chain", "group", "chord", "task");

    private final Moments moments;
    private final AllowedQueues queues;
    private int tasks;

    CanvasReader(Instant now, AllowedQueues queues) {
        this.moments = new Moments(now);
        this.queues = queues;
    }

    /** One task by itself, of a request that asks for nothing else. */
    static Signature readTask(Place root, Instant now, AllowedQueues queues) {
        return read(root, new CanvasReader(now, queues).task(root, TASK_FIELDS, OptionsReader.Use.ALONE, 1));
    }

    /** A flow. */
    static Canvas readFlow(Place root, Instant now, AllowedQueues queues) {
        return read(root, new CanvasReader(now, queues).flow(root, OptionsReader.Use.IN_FLOW, 1));
    }

    /** The task of a schedule, whose other fields stand beside it: whoever reads those says which are known. */
    static @Nullable Signature readScheduled(Place root, Instant now, AllowedQueues queues) {
        return new CanvasReader(now, queues).task(root, OptionsReader.Use.ON_SCHEDULE, 1);
    }

    private static <C extends Canvas> C read(Place root, @Nullable C canvas) {
        root.refuseMistakes();
        return Objects.requireNonNull(canvas, "work was not read, and no mistake was noted");
    }

    Moments moments() {
        return moments;
    }

    AllowedQueues queues() {
        return queues;
    }

    @Nullable
    Canvas flow(Place place, OptionsReader.Use use, int depth) {
        if (depth > DEPTH_MAX) {
            place.wrong("is nested more than " + DEPTH_MAX + " deep");
            return null;
        }
        List<String> forms = FORMS.stream().filter(place::has).toList();
        if (forms.size() != 1) {
            place.wrong("is an object with one of chain, group, chord and task, got: "
                    + (forms.isEmpty() ? "none" : String.join(", ", forms)));
            return null;
        }
        return switch (forms.getFirst()) {
            case "chain" -> chain(place, use, depth);
            case "group" -> group(place, use, depth);
            case "chord" -> chord(place, use, depth);
            default -> task(place, STEP_FIELDS, use, depth);
        };
    }

    /** Where a flow or a list of flows may stand: callbacks. */
    List<Canvas> flows(Place place, OptionsReader.Use use, int depth) {
        return all(place.elementsOrOne(), use, depth);
    }

    private @Nullable Canvas chain(Place place, OptionsReader.Use use, int depth) {
        List<Canvas> steps = members(place, "chain", use, depth);
        return steps.isEmpty() ? null : new Chain(steps);
    }

    private @Nullable Canvas group(Place place, OptionsReader.Use use, int depth) {
        List<Canvas> members = members(place, "group", use, depth);
        return members.isEmpty() ? null : new Group(members, Options.NONE);
    }

    private List<Canvas> members(Place place, String form, OptionsReader.Use use, int depth) {
        Place list = place.isObjectOf(Set.of(form)) ? place.required(form) : null;
        if (list == null) {
            return List.of();
        }
        return all(list.atLeastOneElement(), use, depth + 1);
    }

    private @Nullable Canvas chord(Place place, OptionsReader.Use use, int depth) {
        Place chord = place.isObjectOf(Set.of("chord")) ? place.required("chord") : null;
        if (chord == null || !chord.isObjectOf(Set.of("header", "body"))) {
            return null;
        }
        Place header = chord.required("header");
        Place body = chord.required("body");
        List<Canvas> parts = header == null ? List.of() : all(header.elements(), use, depth + 1);
        Canvas last = body == null ? null : flow(body, use, depth + 1);
        return last == null ? null : new Chord(parts, last, Options.NONE);
    }

    private List<Canvas> all(List<Place> places, OptionsReader.Use use, int depth) {
        List<Canvas> flows = new ArrayList<>();
        for (Place place : places) {
            Canvas flow = flow(place, use, depth);
            if (flow != null) {
                flows.add(flow);
            }
        }
        return flows;
    }

    /** One task of a plan. */
    @Nullable
    Signature task(Place place, Set<String> fields) {
        return task(place, fields, OptionsReader.Use.IN_FLOW, 1);
    }

    private @Nullable Signature task(Place place, Set<String> fields, OptionsReader.Use use, int depth) {
        if (++tasks == TASKS_MAX + 1) {
            place.wrong("is one task too many: a request asks for at most " + TASKS_MAX);
            return null;
        }
        return tasks > TASKS_MAX || !place.isObjectOf(fields) ? null : task(place, use, depth);
    }

    private @Nullable Signature task(Place place, OptionsReader.Use use, int depth) {
        Place name = place.required("task");
        String task = name == null ? null : name.text(MessageBounds.TASK_NAME);
        List<@Nullable Object> args = place.field("args", Place::values);
        Map<String, @Nullable Object> kwargs = place.field("kwargs", Place::object);
        Options options = place.field("options", options(use, depth));
        Boolean immutable = place.field("immutable", Place::truth);
        return task == null
                ? null
                : new Signature(
                        task,
                        args == null ? List.of() : args,
                        kwargs == null ? Map.of() : kwargs,
                        options == null ? Options.NONE : options,
                        immutable != null && immutable);
    }

    private Function<Place, @Nullable Options> options(OptionsReader.Use use, int depth) {
        return place -> new OptionsReader(this, use, depth).read(place);
    }
}
