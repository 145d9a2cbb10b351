package io.apium.worker;

import io.apium.task.Outcome;
import io.apium.task.TaskRecord.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is counted and timed. Labels are bounded: a task that no handler here has is counted as {@code unknown}. */
final class Meters {

    /** Why a message was kept as a dead letter. */
    enum Letter {
        UNREADABLE,
        UNKNOWN_TASK
    }

    private static final String UNKNOWN = "unknown";

    private final Map<String, OfTask> tasks;
    private final OfTask unknown;
    private final Map<Letter, Counter> letters;
    private final MeterRegistry registry;
    private final List<Gauge> gauges;

    private record OfTask(Counter succeeded, Counter failed, Counter revoked, Timer duration) {

        static OfTask of(String task, MeterRegistry registry) {
            Function<String, Counter> ended = state -> registry.counter("apium.tasks", "task", task, "state", state);
            return new OfTask(
                    ended.apply(State.SUCCESS),
                    ended.apply(State.FAILURE),
                    ended.apply(State.REVOKED),
                    registry.timer("apium.task.duration", "task", task));
        }
    }

    Meters(MeterRegistry registry, Set<String> tasks, Pool pool) {
        this.tasks = tasks.stream().collect(Collectors.toMap(task -> task, task -> OfTask.of(task, registry)));
        this.unknown = OfTask.of(UNKNOWN, registry);
        this.letters = Set.of(Letter.values()).stream()
                .collect(Collectors.toMap(
                        letter -> letter,
                        letter -> registry.counter(
                                "apium.dead.letters", "reason", letter.name().toLowerCase(Locale.ROOT))));
        this.registry = registry;
        this.gauges = List.of(
                Gauge.builder("apium.pool.slots", pool, Pool::slots).register(registry),
                Gauge.builder("apium.pool.busy", pool, Pool::busy).register(registry));
    }

    void ended(String task, Outcome outcome) {
        OfTask of = of(task);
        Counter counter = switch (outcome) {
            case Outcome.Success _ -> of.succeeded;
            case Outcome.Failure _ -> of.failed;
            case Outcome.Cancelled _ -> of.revoked;
        };
        counter.increment();
    }

    void ran(String task, Duration duration) {
        of(task).duration.record(duration);
    }

    void kept(Letter letter) {
        Counter counter = letters.get(letter);
        if (counter != null) {
            counter.increment();
        }
    }

    /** Lets go of the pool, so that the next one may be looked at under the same names. */
    void close() {
        gauges.forEach(registry::remove);
    }

    private OfTask of(String task) {
        return tasks.getOrDefault(task, unknown);
    }
}
