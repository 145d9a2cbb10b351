package io.apium.testkit.memory;

import io.apium.ledger.EntryKey;
import io.apium.task.GroupId;
import io.apium.task.TaskId;
import io.apium.testkit.contract.BlobStoreContract;
import io.apium.testkit.contract.ChordStoreContract;
import io.apium.testkit.contract.DeadLetterStoreContract;
import io.apium.testkit.contract.FlowIndexContract;
import io.apium.testkit.contract.FlowTimingStoreContract;
import io.apium.testkit.contract.IdempotencyStoreContract;
import io.apium.testkit.contract.LedgerContract;
import io.apium.testkit.contract.LimitStoreContract;
import io.apium.testkit.contract.LimitStoreWalkContract;
import io.apium.testkit.contract.RedeliveryCounterContract;
import io.apium.testkit.contract.ReopenContract;
import io.apium.testkit.contract.ResultStoreContract;
import io.apium.testkit.contract.RevocationStoreContract;
import io.apium.testkit.contract.StoreOutageContract;
import io.apium.testkit.contract.UnreadableContract;
import io.apium.testkit.contract.WorkerRegistryContract;
import java.time.InstantSource;

class MemoryStoreTest
        implements ResultStoreContract,
                ReopenContract,
                RedeliveryCounterContract,
                ChordStoreContract,
                RevocationStoreContract,
                DeadLetterStoreContract,
                FlowIndexContract,
                FlowTimingStoreContract,
                BlobStoreContract,
                IdempotencyStoreContract,
                LedgerContract,
                UnreadableContract,
                LimitStoreContract,
                LimitStoreWalkContract,
                WorkerRegistryContract,
                StoreOutageContract {

    private final MemoryStore store = new MemoryStore(InstantSource.system());

    @Override
    public MemoryWorkerRegistry workers() {
        return store.workers();
    }

    @Override
    public MemoryResultStore results() {
        return store.results();
    }

    @Override
    public MemoryChordStore chords() {
        return store.chords();
    }

    @Override
    public MemoryRevocationStore revocations() {
        return store.revocations();
    }

    @Override
    public MemoryDeadLetterStore deadLetters() {
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
    public MemoryRedeliveryCounter redeliveries() {
        return store.redeliveries();
    }

    @Override
    public MemoryLimitStore limits(InstantSource clock) {
        return new MemoryStore(clock).limits();
    }

    @Override
    public MemoryFlowIndex flows() {
        return store.flows();
    }

    @Override
    public MemoryFlowTimingStore times() {
        return store.flowTimes();
    }

    @Override
    public MemoryBlobStore blobs() {
        return store.blobs();
    }

    @Override
    public MemoryIdempotencyStore idempotency() {
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
