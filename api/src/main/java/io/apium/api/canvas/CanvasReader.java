package io.apium.api.canvas;

import io.apium.api.bound.ApiBounds;
import io.apium.api.json.JsonCursor;
import io.apium.bound.MessageBounds;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the tasks and flows of one request, and counts its tasks. */
public final class CanvasReader {

    public static final int TASKS_MAX = ApiBounds.REQUEST_TASKS.intMax();
    public static final int DEPTH_MAX = ApiBounds.CANVAS_NESTING.intMax();

    static final Set<String> TASK_FIELDS = Set.of("task", "args", "kwargs", "options");
    static final Set<String> STEP_FIELDS = Set.of("task", "args", "kwargs", "options", "immutable");

    private static final List<String> FORMS = List.of("chain", "group", "chord", "task");

    private final TimeReader timeReader;
    private final AllowedQueues queues;
    private int tasks;

    CanvasReader(Instant now, AllowedQueues queues) {
        this.timeReader = new TimeReader(now);
        this.queues = queues;
    }

    /** Reads a request that is one task. */
    static Signature readTask(JsonCursor root, Instant now, AllowedQueues queues) {
        return read(root, new CanvasReader(now, queues).task(root, TASK_FIELDS, OptionsReader.Use.ALONE, 1));
    }

    /** Reads a request that is a flow. */
    static Canvas readFlow(JsonCursor root, Instant now, AllowedQueues queues) {
        return read(root, new CanvasReader(now, queues).flow(root, OptionsReader.Use.IN_FLOW, 1));
    }

    /**
     * The task of a schedule. Its fields are beside the other fields of the schedule, so the reader of the schedule
     * refuses unknown fields.
     */
    static @Nullable Signature readScheduled(JsonCursor root, Instant now, AllowedQueues queues) {
        return new CanvasReader(now, queues).task(root, OptionsReader.Use.ON_SCHEDULE, 1);
    }

    private static <C extends Canvas> C read(JsonCursor root, @Nullable C canvas) {
        root.refuseMistakes();
        return Objects.requireNonNull(canvas, "work was not read, and no mistake was noted");
    }

    TimeReader moments() {
        return timeReader;
    }

    AllowedQueues queues() {
        return queues;
    }

    @Nullable
    Canvas flow(JsonCursor cursor, OptionsReader.Use use, int depth) {
        if (depth > DEPTH_MAX) {
            cursor.wrong("must not be nested more than " + DEPTH_MAX + " deep");
            return null;
        }
        List<String> forms = FORMS.stream().filter(cursor::has).toList();
        if (forms.size() != 1) {
            cursor.wrong("must be an object with exactly one of chain, group, chord and task, got: "
                    + (forms.isEmpty() ? "none" : String.join(", ", forms)));
            return null;
        }
        return switch (forms.getFirst()) {
            case "chain" -> chain(cursor, use, depth);
            case "group" -> group(cursor, use, depth);
            case "chord" -> chord(cursor, use, depth);
            default -> task(cursor, STEP_FIELDS, use, depth);
        };
    }

    /** Reads callbacks: a flow or a list of flows. */
    List<Canvas> flows(JsonCursor cursor, OptionsReader.Use use, int depth) {
        return all(cursor.elementsOrOne(), use, depth);
    }

    private @Nullable Canvas chain(JsonCursor cursor, OptionsReader.Use use, int depth) {
        List<Canvas> steps = members(cursor, "chain", use, depth);
        return steps.isEmpty() ? null : new Chain(steps);
    }

    private @Nullable Canvas group(JsonCursor cursor, OptionsReader.Use use, int depth) {
        List<Canvas> members = members(cursor, "group", use, depth);
        return members.isEmpty() ? null : new Group(members, TaskOptions.NONE);
    }

    private List<Canvas> members(JsonCursor cursor, String form, OptionsReader.Use use, int depth) {
        JsonCursor list = cursor.isObjectOf(Set.of(form)) ? cursor.required(form) : null;
        if (list == null) {
            return List.of();
        }
        return all(list.atLeastOneElement(), use, depth + 1);
    }

    private @Nullable Canvas chord(JsonCursor cursor, OptionsReader.Use use, int depth) {
        JsonCursor chord = cursor.isObjectOf(Set.of("chord")) ? cursor.required("chord") : null;
        if (chord == null || !chord.isObjectOf(Set.of("header", "body"))) {
            return null;
        }
        JsonCursor header = chord.required("header");
        JsonCursor body = chord.required("body");
        List<Canvas> parts = header == null ? List.of() : all(header.elements(), use, depth + 1);
        Canvas last = body == null ? null : flow(body, use, depth + 1);
        return last == null ? null : new Chord(parts, last, TaskOptions.NONE);
    }

    private List<Canvas> all(List<JsonCursor> cursors, OptionsReader.Use use, int depth) {
        List<Canvas> flows = new ArrayList<>();
        for (JsonCursor cursor : cursors) {
            Canvas flow = flow(cursor, use, depth);
            if (flow != null) {
                flows.add(flow);
            }
        }
        return flows;
    }

    /** Reads one task of a plan. */
    @Nullable
    Signature task(JsonCursor cursor, Set<String> fields) {
        return task(cursor, fields, OptionsReader.Use.IN_FLOW, 1);
    }

    private @Nullable Signature task(JsonCursor cursor, Set<String> fields, OptionsReader.Use use, int depth) {
        if (++tasks == TASKS_MAX + 1) {
            cursor.wrong("exceeds a limit: a request has at most " + TASKS_MAX + " tasks");
            return null;
        }
        return tasks > TASKS_MAX || !cursor.isObjectOf(fields) ? null : task(cursor, use, depth);
    }

    private @Nullable Signature task(JsonCursor cursor, OptionsReader.Use use, int depth) {
        JsonCursor name = cursor.required("task");
        String task = name == null ? null : name.text(MessageBounds.TASK_NAME);
        List<@Nullable Object> args = cursor.field("args", JsonCursor::values);
        Map<String, @Nullable Object> kwargs = cursor.field("kwargs", JsonCursor::object);
        TaskOptions options = cursor.field("options", options(use, depth));
        Boolean immutable = cursor.field("immutable", JsonCursor::truth);
        return task == null
                ? null
                : new Signature(
                        task,
                        args == null ? List.of() : args,
                        kwargs == null ? Map.of() : kwargs,
                        options == null ? TaskOptions.NONE : options,
                        immutable != null && immutable);
    }

    private Function<JsonCursor, @Nullable TaskOptions> options(OptionsReader.Use use, int depth) {
        return cursor -> new OptionsReader(this, use, depth).read(cursor);
    }
}
