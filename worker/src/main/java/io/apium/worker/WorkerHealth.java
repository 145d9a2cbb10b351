package io.apium.worker;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while the worker runs and fewer of its slots are stuck than it was given. */
final class WorkerHealth implements HealthIndicator {

    private final Worker worker;

    WorkerHealth(Worker worker) {
        this.worker = worker;
    }

    @Override
    public Health health() {
        Pool pool = worker.pool();
        if (pool == null) {
            return Health.down().withDetail("running", false).build();
        }
        int stuck = pool.stuck();
        return (stuck < pool.slots() ? Health.up() : Health.down())
                .withDetail("slots", pool.slots())
                .withDetail("busy", pool.busy())
                .withDetail("stuck", stuck)
                .build();
    }
}
