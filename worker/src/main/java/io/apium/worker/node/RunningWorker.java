package io.apium.worker.node;

import io.apium.store.RevocationStore;
import io.apium.worker.handler.HandlerRegistry;
import io.apium.worker.handler.RateLimit;
import io.apium.worker.handler.TimeLimits;
import io.apium.worker.limit.LocalRateLimits;
import io.apium.worker.metrics.WorkerMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pools of a worker between a start and a stop, and what may be changed while they run. */
public final class RunningWorker {

    private static final Logger log = LoggerFactory.getLogger(RunningWorker.class);

    private final Instant since;
    private final HandlerRegistry handlers;
    private final LocalRateLimits rates;
    private final WorkerMetrics metrics;
    private final List<WorkerPool> pools;
    private final HeartbeatPublisher heartbeat;
    private @Nullable AutoCloseable revocations;

    RunningWorker(
            Instant since,
            HandlerRegistry handlers,
            LocalRateLimits rates,
            WorkerMetrics metrics,
            List<WorkerPool> pools,
            HeartbeatPublisher heartbeat) {
        this.since = since;
        this.handlers = handlers;
        this.rates = rates;
        this.metrics = metrics;
        this.pools = List.copyOf(pools);
        this.heartbeat = heartbeat;
    }

    /** The revocations first, so that no revoked task starts. */
    void start(RevocationStore store) {
        revocations = store.follow(revocation -> pools.forEach(pool -> pool.revoke(revocation)));
        pools.forEach(WorkerPool::start);
        heartbeat.start();
    }

    /** @return done when no attempt runs */
    CompletableFuture<Void> drain() {
        heartbeat.close();
        return CompletableFuture.allOf(pools.stream().map(WorkerPool::drain).toArray(CompletableFuture<?>[]::new));
    }

    /** @return the number of attempts that were interrupted and requeued */
    int abandon() {
        return pools.stream().mapToInt(WorkerPool::abandon).sum();
    }

    void close() {
        pools.forEach(WorkerPool::close);
        handlers.close();
        metrics.close();
        try {
            if (revocations != null) {
                revocations.close();
            }
        } catch (Exception e) {
            log.warn("worker still subscribes to revocations; a thread may live until the process ends", e);
        }
    }

    public Instant since() {
        return since;
    }

    /** At least one. */
    public List<WorkerPool> pools() {
        return pools;
    }

    public Set<String> tasks() {
        return handlers.tasks();
    }

    /** The number of attempts of each task so far. */
    public Map<String, Long> attempts() {
        return metrics.ran();
    }

    /**
     * Replaces the rate limit that the task declares.
     *
     * @return whether this worker has the task
     */
    public boolean limitRate(String task, RateLimit rateLimit) {
        return rates.rate(task, rateLimit);
    }

    /** Replaces the time limits that the task declares, for attempts that start from now on. */
    public void limitTime(String task, TimeLimits limits) {
        handlers.limit(task, limits);
    }

    /** The names of its own threads that have ended although it runs. */
    List<String> deadThreads() {
        Stream<String> ofPools = pools.stream().flatMap(pool -> pool.deadThreads().stream());
        Stream<String> ofHeartbeat = heartbeat.isAlive() ? Stream.of() : Stream.of("apium-heartbeat");
        return Stream.concat(ofPools, ofHeartbeat).distinct().toList();
    }
}
