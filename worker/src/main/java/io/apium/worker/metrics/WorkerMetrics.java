package io.apium.worker.metrics;

import io.apium.metric.MetricSpec;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.task.Outcome;
import io.apium.task.QueueName;
import io.apium.task.TaskRecord.State;
import io.apium.worker.child.ChildPool;
import io.apium.worker.pool.Pool;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metrics of the worker. Labels are bounded: a task without a handler here is counted as {@code unknown}. */
public final class WorkerMetrics {

    private static final Logger log = LoggerFactory.getLogger(WorkerMetrics.class);
    private static final String UNKNOWN = "unknown";

    /** Waiting times differ by orders of magnitude, so the buckets do too. */
    private static final Duration[] WAITING = {
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofHours(1)
    };

    private final Map<String, OfTask> tasks;
    private final OfTask unknown;
    private final Map<Cause, Counter> letters;
    private final Map<QueueName, Timer> waiting = new ConcurrentHashMap<>();
    private final MeterRegistry registry;
    private final List<Gauge> gauges = new ArrayList<>();
    private volatile boolean isFailureLogged;

    private record OfTask(
            Counter succeeded,
            Counter failed,
            Counter revoked,
            Counter retried,
            Counter delayed,
            Counter held,
            Counter moved,
            Counter lost,
            Timer duration) {

        static OfTask of(String task, MeterRegistry registry) {
            Function<String, Counter> completed =
                    state -> registry.counter(WorkerMetricSpecs.COMPLETED.name(), "task", task, "state", state);
            return new OfTask(
                    completed.apply(State.SUCCESS),
                    completed.apply(State.FAILURE),
                    completed.apply(State.REVOKED),
                    completed.apply(State.RETRY),
                    registry.counter(WorkerMetricSpecs.DEFERRED.name(), "task", task),
                    registry.counter(WorkerMetricSpecs.RATE_LIMITED.name(), "task", task),
                    registry.counter(WorkerMetricSpecs.REROUTED.name(), "task", task),
                    registry.counter(WorkerMetricSpecs.WORKER_LOST.name(), "task", task),
                    registry.timer(WorkerMetricSpecs.EXECUTION.name(), "task", task));
        }
    }

    public WorkerMetrics(MeterRegistry registry, Set<String> tasks) {
        this.tasks = tasks.stream().collect(Collectors.toMap(task -> task, task -> OfTask.of(task, registry)));
        this.unknown = OfTask.of(UNKNOWN, registry);
        this.letters = Stream.of(Cause.values())
                .collect(Collectors.toMap(
                        cause -> cause,
                        cause -> registry.counter(
                                WorkerMetricSpecs.DEAD_LETTERED.name(),
                                "cause",
                                cause.name().toLowerCase(Locale.ROOT))));
        this.registry = registry;
    }

    /** @param name of the pool among the worker's */
    public void watch(String name, Pool pool, Optional<ChildPool> children) {
        children.ifPresent(of -> gauges.add(Gauge.builder(WorkerMetricSpecs.POOL_CHILDREN.name(), of, ChildPool::alive)
                .tag("pool", name)
                .register(registry)));
        gauge(WorkerMetricSpecs.POOL_SLOTS, name, pool, Pool::slots);
        gauge(WorkerMetricSpecs.POOL_BUSY, name, pool, Pool::busy);
        gauge(WorkerMetricSpecs.POOL_STUCK, name, pool, Pool::stuck);
    }

    private void gauge(MetricSpec gauge, String name, Pool pool, ToDoubleFunction<Pool> value) {
        gauges.add(Gauge.builder(gauge.name(), pool, value).tag("pool", name).register(registry));
    }

    /** How long each child process of a pool took to be ready. */
    public Consumer<Duration> starts(String pool) {
        return Timer.builder(WorkerMetricSpecs.CHILD_START.name())
                .tag("pool", pool)
                .publishPercentiles(0.5, 0.99)
                .register(registry)::record;
    }

    public void ended(String task, Outcome.Final outcome) {
        OfTask of = of(task);
        count(
                switch (outcome) {
                    case Outcome.Success _ -> of.succeeded;
                    case Outcome.Failure _ -> of.failed;
                    case Outcome.Revoked _ -> of.revoked;
                });
    }

    /** An attempt that is retried. */
    public void retried(String task) {
        count(of(task).retried);
    }

    /** A message that arrived before its eta. */
    public void delayed(String task) {
        count(of(task).delayed);
    }

    /** A message that a limit did not let start. */
    public void held(String task) {
        count(of(task).held);
    }

    /** A task that was sent to another queue. */
    public void moved(String task) {
        count(of(task).moved);
    }

    /** An attempt that was lost with its child process. */
    public void lost(String task) {
        count(of(task).lost);
    }

    public void ran(String task, Duration duration) {
        guarded(() -> of(task).duration.record(duration));
    }

    /** How long a message waited in its queue; negative by the sender's clock counts as zero. */
    public void waited(QueueName queue, Duration time) {
        guarded(() -> {
            Timer timer = waiting.get(queue);
            if (timer == null) {
                timer = waiting.computeIfAbsent(queue, this::waiting);
            }
            timer.record(time.isNegative() ? Duration.ZERO : time);
        });
    }

    private Timer waiting(QueueName queue) {
        return Timer.builder(WorkerMetricSpecs.QUEUE_WAIT.name())
                .tag("queue", queue.name())
                .serviceLevelObjectives(WAITING)
                .register(registry);
    }

    public void kept(Cause cause) {
        Counter counter = letters.get(cause);
        if (counter != null) {
            count(counter);
        }
    }

    private void count(Counter counter) {
        guarded(counter::increment);
    }

    /** A registry that throws loses a number, and the task goes on. */
    private void guarded(Runnable counting) {
        try {
            counting.run();
        } catch (RuntimeException | Error e) {
            if (!isFailureLogged) {
                isFailureLogged = true;
                log.warn("metrics failed; values may be too low from now on", e);
            }
        }
    }

    /** The number of attempts of each task that ran. */
    public Map<String, Long> ran() {
        Map<String, Long> ran = new TreeMap<>();
        tasks.forEach((task, of) -> ran.merge(task, of.duration.count(), Long::sum));
        ran.values().removeIf(count -> count == 0);
        return ran;
    }

    /** Removes the gauges of the pools, so that the next start can register its own. */
    public void close() {
        gauges.forEach(registry::remove);
    }

    private OfTask of(String task) {
        return tasks.getOrDefault(task, unknown);
    }
}
