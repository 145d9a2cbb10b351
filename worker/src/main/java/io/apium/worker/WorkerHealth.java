package io.apium.worker;

import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while the worker runs and each of its pools has fewer stuck slots than it was given. */
final class WorkerHealth implements HealthIndicator {

    private final Worker worker;

    WorkerHealth(Worker worker) {
        this.worker = worker;
    }

    @Override
    public Health health() {
        List<Station> stations = worker.stations();
        if (stations.isEmpty()) {
            return Health.down().withDetail("running", false).build();
        }
        boolean fit = stations.stream().map(Station::pool).allMatch(pool -> pool.stuck() < pool.slots());
        Health.Builder health = fit ? Health.up() : Health.down();
        for (Station station : stations) {
            Pool pool = station.pool();
            Map<String, Integer> slots = Map.of("slots", pool.slots(), "busy", pool.busy(), "stuck", pool.stuck());
            health.withDetail(station.name(), slots);
        }
        return health.build();
    }
}
