package io.apium.worker.control;

import io.apium.bound.PlainText;
import io.apium.task.JsonText;
import io.apium.task.QueueName;
import io.apium.worker.attempt.Attempt;
import io.apium.worker.binding.HandlerJson;
import io.apium.worker.child.ChildPool;
import io.apium.worker.config.WorkerNode;
import io.apium.worker.node.RunningWorker;
import io.apium.worker.node.WorkerPool;
import io.apium.worker.pool.Pool;
import io.apium.worker.pool.PoolAutoscaler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers the commands of Celery's {@code inspect}, in the form of Celery's workers. */
public final class ControlInspect {

    /** The maximum of tasks in one answer. */
    private static final int TASKS_MAX = 1_000;

    private static final int ARGUMENTS_LENGTH_MAX = 10_000;

    private final WorkerNode node;
    private final HandlerJson handlerJson;
    private final InstantSource clock;

    public ControlInspect(WorkerNode node, HandlerJson handlerJson, InstantSource clock) {
        this.node = node;
        this.handlerJson = handlerJson;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException when there is no such command */
    Object answer(String method, ControlArguments arguments, RunningWorker runningWorker) {
        return switch (method) {
            case "ping" -> RemoteControlHandler.ok("pong");
            case "active", "dump_active" -> tasks(runningWorker, attempt -> !attempt.isWaiting());
            case "reserved", "dump_reserved" -> tasks(runningWorker, Attempt::isWaiting);
            // a delayed task waits in the ledger and not in a worker
            case "scheduled", "dump_schedule" -> List.of();
            case "registered", "dump_tasks" -> registered(runningWorker, arguments.isSet("builtins"));
            case "active_queues" -> queues(runningWorker);
            case "stats" -> stats(runningWorker);
            default -> throw new IllegalArgumentException("there is no command " + PlainText.shown(method));
        };
    }

    private List<Object> tasks(RunningWorker runningWorker, Predicate<Attempt> which) {
        List<Object> tasks = new ArrayList<>();
        runningWorker.pools().stream()
                .flatMap(pool -> pool.attempts().stream())
                .filter(which)
                .limit(TASKS_MAX)
                .forEach(attempt -> tasks.add(task(attempt)));
        return tasks;
    }

    private Map<String, @Nullable Object> task(Attempt attempt) {
        Map<String, @Nullable Object> task = new LinkedHashMap<>();
        task.put("id", attempt.id().value());
        task.put("name", attempt.message().task());
        task.put("args", shown(attempt.message().signature().args()));
        task.put("kwargs", shown(attempt.message().signature().kwargs()));
        task.put("type", attempt.message().task());
        task.put("hostname", node.name());
        task.put("time_start", attempt.startedAt().map(ControlInspect::seconds).orElse(null));
        task.put("acknowledged", false);
        Map<String, @Nullable Object> delivery = new LinkedHashMap<>();
        delivery.put("exchange", "");
        delivery.put("routing_key", attempt.delivery().queue().name());
        delivery.put("priority", attempt.message().options().routing().priority());
        delivery.put("redelivered", attempt.delivery().redelivered());
        task.put("delivery_info", delivery);
        task.put("worker_pid", attempt.isWaiting() ? null : node.pid());
        return task;
    }

    private Object shown(Object arguments) {
        JsonText written = handlerJson.write(arguments);
        return written.json().length() <= ARGUMENTS_LENGTH_MAX
                ? written
                : written.json().substring(0, ARGUMENTS_LENGTH_MAX) + "...";
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1_000.0;
    }

    private static List<String> registered(RunningWorker runningWorker, boolean builtins) {
        return runningWorker.tasks().stream()
                .filter(task -> builtins || !task.startsWith("celery."))
                .sorted()
                .toList();
    }

    private static List<Object> queues(RunningWorker runningWorker) {
        List<Object> queues = new ArrayList<>();
        for (WorkerPool pool : runningWorker.pools()) {
            pool.consumer().queues().forEach(queue -> queues.add(queue(queue, pool)));
        }
        return queues;
    }

    private static Map<String, @Nullable Object> queue(QueueName name, WorkerPool pool) {
        Map<String, @Nullable Object> queue = new LinkedHashMap<>();
        queue.put("name", name.name());
        queue.put("exchange", Map.of("name", "", "type", "direct"));
        queue.put("routing_key", name.name());
        queue.put("durable", true);
        queue.put("exclusive", false);
        queue.put("auto_delete", false);
        queue.put("no_ack", false);
        queue.put("alias", null);
        queue.put("bindings", List.of());
        queue.put("pool", pool.name());
        return queue;
    }

    /** Celery's statistics that have a meaning here, and {@code pools} by name. */
    private Map<String, @Nullable Object> stats(RunningWorker runningWorker) {
        Map<String, @Nullable Object> stats = new LinkedHashMap<>();
        stats.put("total", runningWorker.attempts());
        stats.put("pid", node.pid());
        stats.put(
                "uptime",
                Duration.between(runningWorker.since(), clock.instant()).toSeconds());
        stats.put("broker", Map.of("transport", "amqp"));
        stats.put(
                "prefetch_count",
                runningWorker.pools().stream()
                        .mapToInt(pool -> pool.consumer().wanted())
                        .sum());
        Map<String, Object> pools = new LinkedHashMap<>();
        runningWorker.pools().forEach(pool -> pools.put(pool.name(), pool(pool)));
        WorkerPool first = runningWorker.pools().getFirst();
        stats.put("pool", pool(first));
        stats.put("pools", pools);
        first.autoscale().ifPresent(scale -> stats.put("autoscaler", autoscaler(scale, first.pool())));
        return stats;
    }

    private static Map<String, Object> autoscaler(PoolAutoscaler scale, Pool pool) {
        Map<String, Object> autoscaler = new LinkedHashMap<>();
        autoscaler.put("max", scale.max());
        autoscaler.put("min", scale.min());
        autoscaler.put("current", pool.slots());
        autoscaler.put("qty", pool.busy());
        return autoscaler;
    }

    private Map<String, Object> pool(WorkerPool pool) {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("implementation", pool.kind());
        stats.put("max-concurrency", pool.pool().slots());
        stats.put("busy", pool.pool().busy());
        stats.put("stuck", pool.pool().stuck());
        stats.put("processes", pool.children().map(ChildPool::pids).orElse(List.of(node.pid())));
        return stats;
    }
}
