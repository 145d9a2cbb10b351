package io.apium.client;

import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions.Routing;
import io.apium.flow.MapMessages;
import io.apium.task.QueueName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks go that name no queue: Celery's {@code task_routes}. Of the patterns that a task's name has, the longest says
 * where; where none does, it goes to the default queue.
 */
public final class TaskRoutes {

    /** What computes on devices goes to the workers that have them. */
    public static final Map<String, String> USUAL = Map.of("gpu.*", "gpu");

    /** Every task goes to the default queue. */
    public static final TaskRoutes NONE = new TaskRoutes(Map.of());

    private static final int ROUTES_MAX = 1_000;
    private static final int PATTERN_LENGTH_MAX = 255;

    private final List<Route> routes;

    private record Route(NamePattern names, QueueName queue) {}

    private TaskRoutes(Map<String, String> queues) {
        if (queues.size() > ROUTES_MAX) {
            throw new IllegalArgumentException("there are up to " + ROUTES_MAX + " routes, got: " + queues.size());
        }
        List<Route> all = new ArrayList<>();
        queues.forEach((pattern, queue) -> all.add(new Route(names(pattern), new QueueName(queue))));
        all.sort(Comparator.comparingInt((Route route) -> route.names().text().length())
                .reversed());
        routes = List.copyOf(all);
    }

    /**
     * The usual routes and {@code queues}, which take precedence for a pattern in both.
     *
     * @param queues the queue of each pattern, a task name in which {@code *} matches any characters
     * @throws IllegalArgumentException naming the invalid pattern or queue
     */
    public static TaskRoutes of(Map<String, String> queues) {
        Map<String, String> all = new LinkedHashMap<>(USUAL);
        all.putAll(queues);
        return new TaskRoutes(all);
    }

    /** The message with the queue that its task's name says, unless it names one itself. */
    public TaskMessage routed(TaskMessage message) {
        Routing asked = message.options().routing();
        if (asked.queue() != null || routes.isEmpty()) {
            return message;
        }
        return queue(message)
                .map(queue -> message.with(
                        message.signature().with(message.options().withRouting(new Routing(queue, asked.priority())))))
                .orElse(message);
    }

    /** A part of a map goes where the task goes that it is made of. */
    private Optional<QueueName> queue(TaskMessage message) {
        Map<String, ?> order = message.signature().kwargs();
        Stream<String> names = message.task().equals(MapMessages.PART)
                ? Stream.of("task", "reduce")
                        .map(order::get)
                        .map(TaskRoutes::task)
                        .filter(Objects::nonNull)
                : Stream.of(message.task());
        return names.map(this::queue).flatMap(Optional::stream).findFirst();
    }

    private Optional<QueueName> queue(String task) {
        return routes.stream()
                .filter(route -> route.names().matches(task))
                .map(Route::queue)
                .findFirst();
    }

    private static @Nullable String task(@Nullable Object call) {
        return call instanceof Map<?, ?> written && written.get("task") instanceof String task ? task : null;
    }

    private static NamePattern names(String pattern) {
        if (pattern.isBlank() || pattern.length() > PATTERN_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "the pattern of a route has 1 to " + PATTERN_LENGTH_MAX + " characters, got: '" + pattern + "'");
        }
        return NamePattern.of(pattern);
    }
}
