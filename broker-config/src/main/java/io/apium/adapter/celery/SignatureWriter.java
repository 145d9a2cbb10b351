package io.apium.adapter.celery;

import io.apium.bound.SaturatingTime;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.GroupMembership;
import io.apium.canvas.RelativeTime;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.UnreadableSignature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes signatures with all six fields, which Celery needs when it clones one. */
public final class SignatureWriter {

    private static final DateTimeFormatter PYTHON = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    private SignatureWriter() {}

    static List<@Nullable Object> trees(List<Canvas> all) {
        return all.stream().<@Nullable Object>map(SignatureWriter::tree).toList();
    }

    static @Nullable public Object tree(Canvas canvas) {
        return switch (canvas) {
            case Signature signature ->
                form(
                        signature.task(),
                        signature.args(),
                        signature.kwargs(),
                        options(signature.options()),
                        null,
                        signature.immutable());
            case Chain chain -> complex("chain", Map.of("tasks", trees(chain.steps())), Map.of());
            case Group group -> group(group.tasks(), group.options());
            case Chord chord -> {
                Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
                kwargs.put("kwargs", Map.of());
                kwargs.put("header", group(chord.header(), chord.options()));
                kwargs.put("body", tree(chord.body()));
                yield complex("chord", kwargs, Map.of());
            }
            // unchanged, with the additions of a surrounding chain
            case UnreadableSignature(Object tree, String _, Canvas _, TaskOptions added) ->
                added.equals(TaskOptions.NONE)
                        ? tree
                        : complex("chain", Map.of("tasks", Collections.singletonList(tree)), options(added));
        };
    }

    public static String date(Instant instant) {
        return PYTHON.format(instant.atOffset(ZoneOffset.UTC));
    }

    static @Nullable Object seconds(@Nullable Duration duration) {
        if (duration == null) {
            return null;
        }
        return duration.toMillisPart() == 0
                ? (Object) duration.toSeconds()
                : (Object) (SaturatingTime.millis(duration) / 1000.0);
    }

    private static Map<String, @Nullable Object> group(List<Canvas> tasks, TaskOptions options) {
        return complex("group", Map.of("tasks", trees(tasks)), options(options));
    }

    private static Map<String, @Nullable Object> complex(
            String type, Map<String, @Nullable Object> kwargs, Map<String, @Nullable Object> options) {
        return form("celery." + type, List.of(), kwargs, options, type, false);
    }

    private static Map<String, @Nullable Object> form(
            String task,
            List<@Nullable Object> args,
            Map<String, @Nullable Object> kwargs,
            Map<String, @Nullable Object> options,
            @Nullable String type,
            boolean immutable) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("task", task);
        form.put("args", args);
        form.put("kwargs", kwargs);
        form.put("options", options);
        form.put("subtask_type", type);
        form.put("immutable", immutable);
        return form;
    }

    private static Map<String, @Nullable Object> options(TaskOptions options) {
        Present present = new Present(new LinkedHashMap<>());
        present.put("task_id", options.id());
        present.put("queue", options.routing().queue());
        Integer priority = options.routing().priority();
        present.putRaw("priority", priority);
        when(present, options.timing());
        present.putRaw("time_limit", seconds(options.timing().hardLimit()));
        present.putRaw("soft_time_limit", seconds(options.timing().softLimit()));
        present.put("reply_to", options.reply().replyTo());
        present.put("shadow", options.reply().shadow());
        present.putRaw("ignore_result", options.reply().ignoreResult() ? true : null);
        List<Canvas> links = options.links().onSuccess();
        present.putRaw("link", links.isEmpty() ? null : trees(links));
        List<Canvas> errbacks = options.links().onFailure();
        present.putRaw("link_error", errbacks.isEmpty() ? null : trees(errbacks));
        membership(present, options.membership());
        extra(present, options.extra());
        return present.map();
    }

    private static void when(Present present, TaskOptions.Timing timing) {
        switch (timing.eta()) {
            case null -> {}
            case RelativeTime.At(Instant instant) -> present.putRaw("eta", date(instant));
            case RelativeTime.In(Duration delay) -> present.putRaw("countdown", seconds(delay));
        }
        switch (timing.expires()) {
            case null -> {}
            case RelativeTime.At(Instant instant) -> present.putRaw("expires", date(instant));
            case RelativeTime.In(Duration delay) -> present.putRaw("expires", seconds(delay));
        }
    }

    private static void membership(Present present, @Nullable GroupMembership membership) {
        if (membership != null) {
            present.put("group_id", membership.group());
            present.putRaw("group_index", membership.index());
            Canvas chord = membership.chord();
            present.putRaw("chord", chord == null ? null : tree(chord));
        }
    }

    private static void extra(Present present, Map<String, @Nullable Object> extra) {
        Map<String, @Nullable Object> headers = new LinkedHashMap<>(extra);
        Object names = headers.remove("stamped_headers");
        if (headers.remove("stamps") instanceof Map<?, ?> stamps) {
            present.putRaw("stamped_headers", names);
            stamps.forEach((name, value) -> {
                // a stamp must not replace an option
                if (!SignatureOptions.isOption(String.valueOf(name))) {
                    present.putRaw(String.valueOf(name), value);
                }
            });
        }
        present.putRaw("headers", headers.isEmpty() ? null : headers);
    }

    /** A map that leaves out null values. */
    private record Present(Map<String, @Nullable Object> map) {

        void put(String name, @Nullable Object value) {
            putRaw(name, value == null ? null : value.toString());
        }

        void putRaw(String name, @Nullable Object value) {
            if (value != null) {
                map.put(name, value);
            }
        }
    }
}
