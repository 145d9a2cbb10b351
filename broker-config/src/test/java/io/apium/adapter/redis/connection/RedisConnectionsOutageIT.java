package io.apium.adapter.redis.connection;

import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.redis.RedisLedger;
import io.apium.adapter.redis.RedisResultStore;
import io.apium.adapter.redis.RedisRevocationStore;
import io.apium.ledger.Ledger;
import io.apium.store.ResultStore;
import io.apium.store.RevocationStore;
import io.apium.testkit.contract.StoreOutageContract;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class RedisConnectionsOutageIT implements StoreOutageContract {

    private static TestServer server;

    private final RedisConnections redis = new RedisConnections(new RedisProperties(server.url(), Duration.ofHours(1)));

    @BeforeAll
    static void start() throws Exception {
        server = RedisServer.started();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Override
    public ResultStore results() {
        return new RedisResultStore(redis);
    }

    @Override
    public RevocationStore revocations() {
        return new RedisRevocationStore(redis);
    }

    @Override
    public Ledger ledger() {
        return new RedisLedger(redis, new EntryCodec(new MessageWriter("gen1@test")));
    }

    @Override
    public void fail() {
        server.stop();
    }

    @Override
    public void recover() {
        server.start();
    }
}
