package io.apium.scheduler;

import io.apium.client.TaskCompletion;
import io.apium.client.TaskPublisher;
import io.apium.ledger.Ledger;
import io.apium.store.FlowTimingStore;
import io.apium.store.ResultStore;
import io.apium.store.RevocationStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A scheduler without its thread: a test calls {@link #runCycle}. */
public final class Replica {

    private static final Duration KEPT = Duration.ofDays(1);

    private final LedgerCycle cycle;
    private final InstantSource clock;

    /** The ports of a scheduler. */
    public record Outside(
            Ledger ledger,
            TaskPublisher publisher,
            TaskCompletion completion,
            ResultStore results,
            RevocationStore revocations,
            FlowTimingStore times) {

        private SchedulerStores stores() {
            return new SchedulerStores(ledger, results, revocations, times);
        }
    }

    public Replica(Outside outside, Duration lease, InstantSource clock) {
        List<Duty> duties = List.of(
                new DelayedTaskDuty(outside.revocations()),
                new ScheduleDuty(outside.results()),
                new FlowDuty(outside.stores(), KEPT));
        SchedulerMetrics metrics = new SchedulerMetrics(new SimpleMeterRegistry(), duties, outside.ledger());
        LedgerCycle.Leases leases = new LedgerCycle.Leases(
                10,
                lease,
                () -> Duration.ofMillis(clock.instant().toEpochMilli()).toNanos());
        EffectExecutor effects = new EffectExecutor(outside.completion(), outside.stores(), clock);
        this.cycle = new LedgerCycle(outside.ledger(), duties, effects, metrics, leases);
        this.clock = clock;
    }

    public void runCycle() {
        cycle.take(clock.instant());
    }
}
