package io.apium.scheduler;

import io.apium.client.Debts;
import io.apium.client.Sender;
import io.apium.ledger.Ledger;
import io.apium.store.FlowTimes;
import io.apium.store.ResultStore;
import io.apium.store.Revocations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A scheduler without its thread: whoever has one says when it takes a turn. */
public final class Replica {

    private static final Duration KEPT = Duration.ofDays(1);

    private final Turn turn;
    private final InstantSource clock;

    /** All that a scheduler has of the world outside. */
    public record Outside(
            Ledger ledger, Sender sender, Debts debts, ResultStore results, Revocations revocations, FlowTimes times) {

        private Stores stores() {
            return new Stores(ledger, results, revocations, times);
        }
    }

    public Replica(Outside outside, Duration lease, InstantSource clock) {
        List<Duty> duties = List.of(
                new DelayedTasks(outside.revocations()),
                new Beats(outside.results()),
                new Flows(outside.stores(), KEPT));
        Meters meters = new Meters(new SimpleMeterRegistry(), duties, outside.ledger());
        Turn.Terms terms = new Turn.Terms(
                10,
                lease,
                () -> Duration.ofMillis(clock.instant().toEpochMilli()).toNanos());
        Payment payment = new Payment(outside.debts(), outside.stores(), clock);
        this.turn = new Turn(outside.ledger(), duties, payment, meters, terms);
        this.clock = clock;
    }

    public void turn() {
        turn.take(clock.instant());
    }
}
