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

/** Counts and times the entries of each duty. */
final class SchedulerMetrics {

    private final Map<Kind, OfDuty> duties = new EnumMap<>(Kind.class);

    /**
     * @param lag from the due time of an entry to its processing
     * @param processed entries processed
     * @param errors entries whose effects failed
     */
    record OfDuty(String name, Timer lag, Counter processed, Counter errors) {}

    SchedulerMetrics(MeterRegistry registry, List<Duty> all, Ledger ledger) {
        for (Duty duty : all) {
            String name = duty.name();
            duties.put(
                    duty.kind(),
                    new OfDuty(
                            name,
                            registry.timer(SchedulerMetricSpecs.LAG.name(), "duty", name),
                            registry.counter(SchedulerMetricSpecs.PROCESSED.name(), "duty", name),
                            registry.counter(SchedulerMetricSpecs.ERRORS.name(), "duty", name)));
            Gauge.builder(SchedulerMetricSpecs.ENTRIES.name(), () -> entries(ledger, duty.kind()))
                    .tag("duty", name)
                    .description(SchedulerMetricSpecs.ENTRIES.description())
                    .register(registry);
        }
    }

    void woken(Kind kind, Duration lag) {
        OfDuty duty = of(kind);
        duty.processed.increment();
        // a damaged entry may have woken in any year, and the timer counts in nanoseconds
        duty.lag.record(Math.max(0, SaturatingTime.nanos(lag)), TimeUnit.NANOSECONDS);
    }

    void failed(Kind kind, int entries) {
        of(kind).errors.increment(entries);
    }

    OfDuty of(Kind kind) {
        OfDuty duty = duties.get(kind);
        if (duty == null) {
            throw new IllegalArgumentException("no duty for entries of kind " + kind);
        }
        return duty;
    }

    /** NaN while Redis is unavailable: the gauge shows a gap. */
    private static double entries(Ledger ledger, Kind kind) {
        try {
            return ledger.count(kind);
        } catch (StoreUnavailableException away) {
            return Double.NaN;
        }
    }
}
