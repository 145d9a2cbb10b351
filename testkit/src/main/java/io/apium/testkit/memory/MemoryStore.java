package io.apium.testkit.memory;

import io.apium.broker.Broker;
import io.apium.client.DelayedTasks;
import io.apium.client.FlowCommands;
import io.apium.client.TaskCompletion;
import io.apium.client.TaskPublisher;
import io.apium.client.TaskRoutes;
import java.time.InstantSource;
import java.util.Map;

/** A store in memory, which can be told to be away: one port for each thing remembered. */
public final class MemoryStore {

    private final OutageSwitch outageSwitch = new OutageSwitch();
    private final InstantSource clock;
    private final MemoryResultStore results;
    private final MemoryChordStore chords;
    private final MemoryRevocationStore revocations = new MemoryRevocationStore(outageSwitch);
    private final MemoryDeadLetterStore deadLetters = new MemoryDeadLetterStore(outageSwitch);
    private final MemoryLedger ledger = new MemoryLedger(outageSwitch);
    private final MemoryRedeliveryCounter redeliveries = new MemoryRedeliveryCounter(outageSwitch);
    private final MemoryFlowIndex flows = new MemoryFlowIndex(outageSwitch);
    private final MemoryFlowTimingStore flowTimes;
    private final MemoryBlobStore blobs;
    private final MemoryIdempotencyStore idempotency;
    private final MemoryLimitStore limits;
    private final MemoryWorkerRegistry workers;

    /**
     * @param clock dates the events of timelines, and ends the leases of keys and permits, and the lives of blobs and
     *     workers
     */
    public MemoryStore(InstantSource clock) {
        this.clock = clock;
        results = new MemoryResultStore(outageSwitch, clock);
        chords = new MemoryChordStore(outageSwitch, clock);
        flowTimes = new MemoryFlowTimingStore(outageSwitch);
        blobs = new MemoryBlobStore(outageSwitch, clock);
        idempotency = new MemoryIdempotencyStore(outageSwitch, clock);
        limits = new MemoryLimitStore(outageSwitch, clock);
        workers = new MemoryWorkerRegistry(outageSwitch, clock);
    }

    public MemoryResultStore results() {
        return results;
    }

    public MemoryChordStore chords() {
        return chords;
    }

    public MemoryRevocationStore revocations() {
        return revocations;
    }

    public MemoryDeadLetterStore deadLetters() {
        return deadLetters;
    }

    public MemoryLedger ledger() {
        return ledger;
    }

    public MemoryRedeliveryCounter redeliveries() {
        return redeliveries;
    }

    public MemoryFlowIndex flows() {
        return flows;
    }

    public MemoryFlowTimingStore flowTimes() {
        return flowTimes;
    }

    public MemoryBlobStore blobs() {
        return blobs;
    }

    public MemoryIdempotencyStore idempotency() {
        return idempotency;
    }

    public MemoryLimitStore limits() {
        return limits;
    }

    public MemoryWorkerRegistry workers() {
        return workers;
    }

    /** Publishes the follow-ups of ended tasks through {@code sender}. */
    public TaskCompletion debts(TaskPublisher publisher) {
        return new TaskCompletion(publisher, results, chords, deadLetters, clock);
    }

    /** Sends through {@code broker}, and keeps here what is not to run yet. */
    public TaskPublisher sender(Broker broker) {
        return new TaskPublisher(broker, chords, new DelayedTasks(ledger), TaskRoutes.of(Map.of()), clock);
    }

    /** Changes the flows of this ledger. */
    public FlowCommands flowCommands() {
        return new FlowCommands(ledger, results, revocations, flows, clock);
    }

    /** Is away from now on: what waits for an answer fails, what returns a future waits. */
    public void fail() {
        outageSwitch.begin();
    }

    /** Is back, with what it held, and makes the writes that waited, in order, before this returns. */
    public void recover() {
        outageSwitch.end();
    }
}
