package io.apium.adapter.redis;

import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import io.apium.store.BlobStore;
import io.apium.store.ChordStore;
import io.apium.store.DeadLetterStore;
import io.apium.store.FlowIndex;
import io.apium.store.FlowTimingStore;
import io.apium.store.IdempotencyStore;
import io.apium.store.LimitStore;
import io.apium.store.RedeliveryCounter;
import io.apium.store.ResultStore;
import io.apium.store.RevocationStore;
import io.apium.store.WorkerRegistry;
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
import io.apium.testkit.contract.UnreadableContract;
import io.apium.testkit.contract.WorkerRegistryContract;
import io.apium.testkit.server.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

class RedisStoresIT
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
                WorkerRegistryContract {

    private final RedisConnections redis =
            new RedisConnections(new RedisProperties(RedisServer.shared().url(), Duration.ofHours(1)));

    @AfterEach
    void close() {
        redis.close();
    }

    @Override
    public ResultStore results() {
        return new RedisResultStore(redis);
    }

    @Override
    public ChordStore chords() {
        return new RedisChordStore(redis, Duration.ofMillis(200));
    }

    @Override
    public RevocationStore revocations() {
        return new RedisRevocationStore(redis);
    }

    @Override
    public DeadLetterStore deadLetters() {
        return new RedisDeadLetterStore(redis, new MessageWriter("gen1@test"));
    }

    @Override
    public Ledger ledger() {
        return new RedisLedger(redis, new EntryCodec(new MessageWriter("gen1@test")));
    }

    @Override
    public void damage(TaskId record) {
        redis.read(client -> client.set(RedisKeys.record(record), "garbage"));
    }

    @Override
    public void damage(EntryKey entry) {
        LedgerKey key = LedgerKey.of(entry);
        redis.read(client -> client.hset(key.entries(), entry.name(), "garbage"));
    }

    @Override
    public void damage(GroupId chord) {
        redis.read(client -> client.set(RedisKeys.size(chord), "garbage"));
    }

    @Override
    public RedeliveryCounter redeliveries() {
        return new RedisRedeliveryCounter(redis);
    }

    @Override
    public LimitStore limits(InstantSource clock) {
        return new RedisLimitStore(
                redis,
                () -> Long.toString(
                        Duration.between(Instant.EPOCH, clock.instant()).toNanos() / 1_000));
    }

    @Override
    public WorkerRegistry workers() {
        return new RedisWorkerRegistry(redis);
    }

    @Override
    public FlowIndex flows() {
        return new RedisFlowIndex(redis);
    }

    @Override
    public FlowTimingStore times() {
        return new RedisFlowTimingStore(redis);
    }

    @Override
    public BlobStore blobs() {
        return new RedisBlobStore(redis, InstantSource.system());
    }

    @Override
    public IdempotencyStore idempotency() {
        return new RedisIdempotencyStore(redis);
    }
}
