package io.apium.worker.boot;

import io.apium.worker.consume.ConsumerWatchdog;
import io.apium.worker.handler.MonotonicTime;
import io.apium.worker.node.Worker;
import io.apium.worker.node.WorkerPool;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while messages come to the worker from all of its queues and are taken by its pools, however busy those are; else it
 * names the queues that no message comes from, with the reason. It depends on the broker, so it
 * says whether the worker is ready and not whether it is alive.
 */
final class ConsumerHealth implements HealthIndicator {

    private final Worker worker;

    ConsumerHealth(Worker worker) {
        this.worker = worker;
    }

    @Override
    public Health health() {
        List<WorkerPool> pools = worker.stations();
        if (pools.isEmpty()) {
            return Health.down().withDetail("running", false).build();
        }
        MonotonicTime now = MonotonicTime.now();
        Health.Builder health = Health.up();
        for (WorkerPool pool : pools) {
            ConsumerWatchdog watchdog = pool.intake().pulse();
            boolean attached = watchdog.isAttached(now);
            boolean taking = watchdog.isTaking(now);
            Map<String, String> unattached = attached ? Map.of() : pool.intake().unattached();
            health.withDetail(pool.name(), Map.of("attached", attached, "taking", taking, "unattached", unattached));
            if (!attached || !taking) {
                health.down();
            }
        }
        return health.build();
    }
}
