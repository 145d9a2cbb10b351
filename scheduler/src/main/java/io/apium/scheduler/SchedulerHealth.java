package io.apium.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while cycles succeed. Shows the number of entries and the lag of each duty. */
final class SchedulerHealth implements HealthIndicator {

    private static final Duration SILENCE_MAX = Duration.ofSeconds(5);

    private final SchedulerLoop loop;
    private final List<Duty> duties;
    private final SchedulerMetrics metrics;
    private final InstantSource clock;

    SchedulerHealth(SchedulerLoop loop, List<Duty> duties, SchedulerMetrics metrics, InstantSource clock) {
        this.loop = loop;
        this.duties = duties;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Instant last = loop.lastCycle();
        boolean alive = last != null && clock.instant().isBefore(last.plus(SILENCE_MAX));
        Health.Builder health = alive ? Health.up() : Health.down();
        duties.forEach(duty -> health.withDetail(duty.name(), state(metrics.of(duty.kind()))));
        return health.withDetail("lastCycle", last == null ? "none yet" : last.toString())
                .build();
    }

    private static Map<String, Object> state(SchedulerMetrics.OfDuty duty) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("processed", (long) duty.processed().count());
        state.put("errors", (long) duty.errors().count());
        state.put("lagMillisMean", Math.round(duty.lag().mean(TimeUnit.MILLISECONDS) * 10) / 10.0);
        state.put("lagMillisMax", Math.round(duty.lag().max(TimeUnit.MILLISECONDS) * 10) / 10.0);
        return state;
    }
}
