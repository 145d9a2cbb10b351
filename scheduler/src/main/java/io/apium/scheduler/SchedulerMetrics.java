package io.apium.scheduler;

import io.apium.bound.SaturatingTime;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.Ledger;
import io.apium.store.StoreUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The counters and timers of each duty. */
final class SchedulerMetrics {

    private final Map<Kind, OfDuty> duties = new EnumMap<>(Kind.class);

    /**
     * @param lag from the wake time of an entry until it was claimed
     * @param woken claimed entries
     * @param failed those of them whose effects were not executed, and which wake again
     */
    record OfDuty(String name, Timer lag, Counter woken, Counter failed) {}

    SchedulerMetrics(MeterRegistry registry, List<Duty> all, Ledger ledger) {
        for (Duty duty : all) {
            String name = duty.name();
            duties.put(
                    duty.kind(),
                    new OfDuty(
                            name,
                            registry.timer("apium.scheduler.lag", "duty", name),
                            registry.counter("apium.scheduler.woken", "duty", name),
                            registry.counter("apium.scheduler.failed", "duty", name)));
            Gauge.builder("apium.scheduler.waiting", () -> waiting(ledger, duty.kind()))
                    .tag("duty", name)
                    .description("entries in the ledger, due or not")
                    .register(registry);
        }
    }

    void woken(Kind kind, Duration lag) {
        OfDuty duty = of(kind);
        duty.woken.increment();
        // a damaged entry may have any wake time, and the timer counts in nanoseconds
        duty.lag.record(Math.max(0, SaturatingTime.nanos(lag)), TimeUnit.NANOSECONDS);
    }

    void failed(Kind kind, int entries) {
        of(kind).failed.increment(entries);
    }

    OfDuty of(Kind kind) {
        OfDuty duty = duties.get(kind);
        if (duty == null) {
            throw new IllegalArgumentException("no duty for entries of kind " + kind);
        }
        return duty;
    }

    /** The number of entries, or NaN while the store is unavailable, so that the gauge has a gap. */
    private static double waiting(Ledger ledger, Kind kind) {
        try {
            return ledger.count(kind);
        } catch (StoreUnavailableException away) {
            return Double.NaN;
        }
    }
}
