package io.apium.testkit.memory;

import io.apium.store.WorkerRegistry;
import io.apium.store.WorkerStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The workers that are there. */
public final class MemoryWorkerRegistry implements WorkerRegistry {

    private record Who(String node, long pid) {}

    private record Said(WorkerStatus status, Instant until) {}

    private final OutageSwitch outageSwitch;
    private final InstantSource clock;
    private final Map<Who, Said> workers = new HashMap<>();

    MemoryWorkerRegistry(OutageSwitch outageSwitch, InstantSource clock) {
        this.outageSwitch = outageSwitch;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> announce(WorkerStatus status, Duration life) {
        return outageSwitch.eventually(() -> {
            Who who = new Who(status.node(), status.pid());
            workers.put(who, new Said(status, clock.instant().plus(life)));
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> withdraw(String node, long pid) {
        return outageSwitch.eventually(() -> {
            workers.remove(new Who(node, pid));
            return null;
        });
    }

    @Override
    public List<WorkerStatus> list() {
        return outageSwitch.now(() -> {
            Instant now = clock.instant();
            workers.values().removeIf(said -> !now.isBefore(said.until()));
            return workers.values().stream()
                    .map(Said::status)
                    .sorted(Comparator.comparing(WorkerStatus::node)
                            .thenComparing(WorkerStatus::since, Comparator.reverseOrder()))
                    .limit(LISTED_MAX)
                    .toList();
        });
    }
}
