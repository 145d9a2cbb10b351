package io.apium.brokerconfig.redis;

import io.apium.brokerconfig.ResultProperties;
import io.apium.brokerconfig.wire.MessageWriter;
import io.apium.brokerconfig.wire.StateCodec;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import io.apium.store.BlobStore;
import io.apium.store.ChordStore;
import io.apium.store.DeadLetters;
import io.apium.store.FlowStore;
import io.apium.store.FlowTimes;
import io.apium.store.IdempotencyStore;
import io.apium.store.Limits;
import io.apium.store.Redeliveries;
import io.apium.store.ResultStore;
import io.apium.store.Revocations;
import io.apium.store.Workers;
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
import io.apium.testkit.contract.UnreadableContract;
import io.apium.testkit.contract.WorkersContract;
import io.apium.testkit.server.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

class RedisStoresIT
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
                WorkersContract {

    private final Redis redis =
            new Redis(new ResultProperties(RedisServer.shared().url(), Duration.ofHours(1)));

    @AfterEach
    void close() {
        redis.close();
    }

    @Override
    public ResultStore results() {
        return new RedisResults(redis);
    }

    @Override
    public ChordStore chords() {
        return new RedisChords(redis, Duration.ofMillis(200));
    }

    @Override
    public Revocations revocations() {
        return new RedisRevocations(redis);
    }

    @Override
    public DeadLetters deadLetters() {
        return new RedisDeadLetters(redis, new MessageWriter("gen1@test"));
    }

    @Override
    public Ledger ledger() {
        return new RedisLedger(redis, new StateCodec(new MessageWriter("gen1@test")));
    }

    @Override
    public void damage(TaskId record) {
        redis.read(client -> client.set(Keys.record(record), "garbage"));
    }

    @Override
    public void damage(EntryKey entry) {
        Place place = Place.of(entry);
        redis.read(client -> client.hset(place.entries(), entry.name(), "garbage"));
    }

    @Override
    public void damage(GroupId chord) {
        redis.read(client -> client.set(Keys.size(chord), "garbage"));
    }

    @Override
    public Redeliveries redeliveries() {
        return new RedisRedeliveries(redis);
    }

    @Override
    public Limits limits(InstantSource clock) {
        return new RedisLimits(
                redis,
                () -> Long.toString(
                        Duration.between(Instant.EPOCH, clock.instant()).toNanos() / 1_000));
    }

    @Override
    public Workers workers() {
        return new RedisWorkers(redis);
    }

    @Override
    public FlowStore flows() {
        return new RedisFlows(redis);
    }

    @Override
    public FlowTimes times() {
        return new RedisFlowTimes(redis);
    }

    @Override
    public BlobStore blobs() {
        return new RedisBlobs(redis, InstantSource.system());
    }

    @Override
    public IdempotencyStore idempotency() {
        return new RedisIdempotency(redis);
    }
}
