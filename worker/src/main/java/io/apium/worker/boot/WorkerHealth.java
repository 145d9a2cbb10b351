package io.apium.worker.boot;

import io.apium.worker.node.Worker;
import io.apium.worker.node.WorkerPool;
import io.apium.worker.pool.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while the worker runs, its threads are alive and each pool has a slot that is not stuck; RabbitMQ and Redis do not
 * matter.
 */
public final class WorkerHealth implements HealthIndicator {

    private final Worker worker;

    public WorkerHealth(Worker worker) {
        this.worker = worker;
    }

    @Override
    public Health health() {
        List<WorkerPool> pools = worker.pools();
        if (pools.isEmpty()) {
            return Health.down().withDetail("running", false).build();
        }
        List<String> dead = worker.deadThreads();
        boolean isFit = dead.isEmpty() && pools.stream().allMatch(WorkerPool::isFit);
        Health.Builder health = isFit ? Health.up() : Health.down();
        if (!dead.isEmpty()) {
            health.withDetail("dead", dead);
        }
        pools.forEach(pool -> health.withDetail(pool.name(), detail(pool)));
        return health.build();
    }

    private static Map<String, Integer> detail(WorkerPool pool) {
        Pool slots = pool.pool();
        Map<String, Integer> detail = new LinkedHashMap<>();
        detail.put("slots", slots.slots());
        detail.put("busy", slots.busy());
        detail.put("stuck", slots.stuck());
        pool.children().ifPresent(children -> detail.put("children", children.alive()));
        return detail;
    }
}
