package io.apium.testkit.memory;

import io.apium.ledger.EntryKey;
import io.apium.task.GroupId;
import io.apium.task.TaskId;
import io.apium.testkit.contract.BlobStoreContract;
import io.apium.testkit.contract.ChordStoreContract;
import io.apium.testkit.contract.DeadLettersContract;
import io.apium.testkit.contract.FlowStoreContract;
import io.apium.testkit.contract.FlowTimesContract;
import io.apium.testkit.contract.IdempotencyStoreContract;
import io.apium.testkit.contract.LedgerContract;
import io.apium.testkit.contract.LimitsContract;
import io.apium.testkit.contract.LimitsWalkContract;
import io.apium.testkit.contract.RedeliveriesContract;
import io.apium.testkit.contract.ReopenContract;
import io.apium.testkit.contract.ResultStoreContract;
import io.apium.testkit.contract.RevocationsContract;
import io.apium.testkit.contract.StoreOutageContract;
import io.apium.testkit.contract.UnreadableContract;
import io.apium.testkit.contract.WorkersContract;
import java.time.InstantSource;

class MemoryStoreTest
        implements ResultStoreContract,
                ReopenContract,
                RedeliveriesContract,
                ChordStoreContract,
                RevocationsContract,
                DeadLettersContract,
                FlowStoreContract,
                FlowTimesContract,
                BlobStoreContract,
                IdempotencyStoreContract,
                LedgerContract,
                UnreadableContract,
                LimitsContract,
                LimitsWalkContract,
                WorkersContract,
                StoreOutageContract {

    private final MemoryStore store = new MemoryStore(InstantSource.system());

    @Override
    public MemoryWorkers workers() {
        return store.workers();
    }

    @Override
    public MemoryResults results() {
        return store.results();
    }

    @Override
    public MemoryChords chords() {
        return store.chords();
    }

    @Override
    public MemoryRevocations revocations() {
        return store.revocations();
    }

    @Override
    public MemoryDeadLetters deadLetters() {
        return store.deadLetters();
    }

    @Override
    public MemoryLedger ledger() {
        return store.ledger();
    }

    @Override
    public void damage(TaskId record) {
        store.results().damage(record);
    }

    @Override
    public void damage(EntryKey entry) {
        store.ledger().damage(entry);
    }

    @Override
    public void damage(GroupId chord) {
        store.chords().damage(chord);
    }

    @Override
    public MemoryRedeliveries redeliveries() {
        return store.redeliveries();
    }

    @Override
    public MemoryLimits limits(InstantSource clock) {
        return new MemoryStore(clock).limits();
    }

    @Override
    public MemoryFlows flows() {
        return store.flows();
    }

    @Override
    public MemoryFlowTimes times() {
        return store.flowTimes();
    }

    @Override
    public MemoryBlobs blobs() {
        return store.blobs();
    }

    @Override
    public MemoryIdempotency idempotency() {
        return store.idempotency();
    }

    @Override
    public void fail() {
        store.fail();
    }

    @Override
    public void recover() {
        store.recover();
    }
}
