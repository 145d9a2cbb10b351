package io.apium.testkit.memory;

import io.apium.broker.Broker;
import io.apium.client.Debts;
import io.apium.client.Delays;
import io.apium.client.Routes;
import io.apium.client.Sender;
import java.time.InstantSource;
import java.util.Map;

/** A store in memory, which can be told to be away: one port for each thing remembered. */
public final class MemoryStore {

    private final Outage outage = new Outage();
    private final InstantSource clock;
    private final MemoryResults results;
    private final MemoryChords chords;
    private final MemoryRevocations revocations = new MemoryRevocations(outage);
    private final MemoryDeadLetters deadLetters = new MemoryDeadLetters(outage);
    private final MemoryLedger ledger = new MemoryLedger(outage);
    private final MemoryRedeliveries redeliveries = new MemoryRedeliveries(outage);
    private final MemoryFlows flows = new MemoryFlows(outage);
    private final MemoryFlowTimes flowTimes;
    private final MemoryBlobs blobs;
    private final MemoryIdempotency idempotency;
    private final MemoryLimits limits;
    private final MemoryWorkers workers;

    /**
     * @param clock dates the events of timelines, and ends the leases of keys and permits, and the lives of blobs and
     *     workers
     */
    public MemoryStore(InstantSource clock) {
        this.clock = clock;
        results = new MemoryResults(outage, clock);
        chords = new MemoryChords(outage, clock);
        flowTimes = new MemoryFlowTimes(outage);
        blobs = new MemoryBlobs(outage, clock);
        idempotency = new MemoryIdempotency(outage, clock);
        limits = new MemoryLimits(outage, clock);
        workers = new MemoryWorkers(outage, clock);
    }

    public MemoryResults results() {
        return results;
    }

    public MemoryChords chords() {
        return chords;
    }

    public MemoryRevocations revocations() {
        return revocations;
    }

    public MemoryDeadLetters deadLetters() {
        return deadLetters;
    }

    public MemoryLedger ledger() {
        return ledger;
    }

    public MemoryRedeliveries redeliveries() {
        return redeliveries;
    }

    public MemoryFlows flows() {
        return flows;
    }

    public MemoryFlowTimes flowTimes() {
        return flowTimes;
    }

    public MemoryBlobs blobs() {
        return blobs;
    }

    public MemoryIdempotency idempotency() {
        return idempotency;
    }

    public MemoryLimits limits() {
        return limits;
    }

    public MemoryWorkers workers() {
        return workers;
    }

    /** Pays through {@code sender} what ended tasks owe. */
    public Debts debts(Sender sender) {
        return new Debts(sender, results, chords, deadLetters, clock);
    }

    /** Sends through {@code broker}, and keeps here what is not to run yet. */
    public Sender sender(Broker broker) {
        return new Sender(broker, chords, new Delays(ledger), Routes.of(Map.of()), clock);
    }

    /** Is away from now on: what waits for an answer fails, what returns a future waits. */
    public void fail() {
        outage.begin();
    }

    /** Is back, with what it held, and makes the writes that waited, in order, before this returns. */
    public void recover() {
        outage.end();
    }
}
