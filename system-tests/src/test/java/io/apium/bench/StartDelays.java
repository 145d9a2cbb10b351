package io.apium.bench;

import io.apium.worker.Task;
import io.apium.worker.TaskContext;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How late each task was run, and how often. */
final class StartDelays {

    private record Run(long lateMillis, int times) {}

    private final Map<String, Run> runs = new ConcurrentHashMap<>();

    @Task("bench.late")
    void run(long dueMillis, TaskContext context) {
        long late = Instant.now().toEpochMilli() - dueMillis;
        runs.merge(
                context.id().value(),
                new Run(late, 1),
                (first, again) -> new Run(first.lateMillis(), first.times() + 1));
    }

    void forget() {
        runs.clear();
    }

    int count() {
        return runs.size();
    }

    long moreThanOnce() {
        return runs.values().stream().filter(run -> run.times() > 1).count();
    }

    long early() {
        return runs.values().stream().filter(run -> run.lateMillis() < 0).count();
    }

    /** @param share 0.5 for the median */
    long percentileMillis(double share) {
        long[] sorted =
                runs.values().stream().mapToLong(Run::lateMillis).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length))];
    }
}
