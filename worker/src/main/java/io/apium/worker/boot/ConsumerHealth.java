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
 * Up while all queues deliver messages and the pools run them, however busy the pools are; otherwise it names the
 * queues that deliver none, with the reason. It depends on the broker, so it is for readiness and not for liveness.
 */
final class ConsumerHealth implements HealthIndicator {

    private final Worker worker;

    ConsumerHealth(Worker worker) {
        this.worker = worker;
    }

    @Override
    public Health health() {
        List<WorkerPool> pools = worker.pools();
        if (pools.isEmpty()) {
            return Health.down().withDetail("running", false).build();
        }
        MonotonicTime now = MonotonicTime.now();
        Health.Builder health = Health.up();
        for (WorkerPool pool : pools) {
            ConsumerWatchdog watchdog = pool.consumer().watchdog();
            boolean attached = watchdog.isAttached(now);
            boolean taking = watchdog.isTaking(now);
            Map<String, String> unattached =
                    attached ? Map.of() : pool.consumer().unattached();
            health.withDetail(pool.name(), Map.of("attached", attached, "taking", taking, "unattached", unattached));
            if (!attached || !taking) {
                health.down();
            }
        }
        return health.build();
    }
}
