package io.apium.api.canvas;

import static io.apium.api.canvas.CanvasWriter.put;

import io.apium.canvas.Canvas;
import io.apium.canvas.RelativeTime;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.TaskOptions.Timing;
import io.apium.task.QueueName;
import io.apium.task.RetryPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes options in the JSON of requests, without defaults. */
public final class OptionsWriter {

    private static final Set<String> RETRY_HEADERS = Set.of(TaskMessage.RETRY, TaskMessage.REPEAT);

    private OptionsWriter() {}

    /** @return null when all options have their defaults */
    public static @Nullable Map<String, Object> write(TaskOptions options) {
        Map<String, Object> form = new LinkedHashMap<>();
        QueueName queue = options.routing().queue();
        put(form, "queue", queue == null ? null : queue.name());
        put(form, "priority", options.routing().priority());
        timing(options.timing(), form);
        Object retry = options.extra().get(TaskMessage.RETRY);
        put(form, "retry", retry == null ? null : RetryPolicyJson.write(RetryPolicy.of(retry)));
        put(form, "ignoreResult", options.reply().ignoreResult() ? true : null);
        put(form, "shadow", options.reply().shadow());
        put(form, "link", links(options.links().onSuccess()));
        put(form, "linkError", links(options.links().onFailure()));
        put(form, "headers", headers(options));
        return form.isEmpty() ? null : form;
    }

    private static void timing(Timing timing, Map<String, Object> form) {
        RelativeTime eta = timing.eta();
        put(form, eta instanceof RelativeTime.In ? "countdown" : "eta", when(eta));
        put(form, "expires", when(timing.expires()));
        put(form, "timeLimit", seconds(timing.hardLimit()));
        put(form, "softTimeLimit", seconds(timing.softLimit()));
    }

    private static @Nullable Object when(@Nullable RelativeTime when) {
        return switch (when) {
            case null -> null;
            case RelativeTime.At(var instant) -> instant;
            case RelativeTime.In(var delay) -> SecondsFormat.of(delay);
        };
    }

    private static @Nullable Object seconds(@Nullable Duration duration) {
        return duration == null ? null : SecondsFormat.of(duration);
    }

    private static @Nullable Object links(List<Canvas> links) {
        return links.isEmpty() ? null : CanvasWriter.writeAll(links);
    }

    private static @Nullable Object headers(TaskOptions options) {
        Map<String, @Nullable Object> headers = new LinkedHashMap<>(options.extra());
        headers.keySet().removeAll(RETRY_HEADERS);
        return headers.isEmpty() ? null : headers;
    }
}
