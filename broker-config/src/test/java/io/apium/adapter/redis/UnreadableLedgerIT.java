package io.apium.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.ReportedKeys;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import io.apium.testkit.contract.LedgerEntries;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

/** One shard of the ledger, damaged: the other entries in it, and all other shards, are served as ever. */
class UnreadableLedgerIT {

    private static final Duration LEASE = Duration.ofSeconds(10);

    private static TestServer server;

    private RedisConnections redis;
    private Jedis jedis;
    private Ledger ledger;
    private ReportedKeys reported;

    @BeforeAll
    static void startServer() throws Exception {
        server = RedisServer.started();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void start() {
        redis = new RedisConnections(new RedisProperties(server.url(), Duration.ofHours(1)));
        jedis = new Jedis(URI.create(server.url()));
        jedis.flushAll();
        ledger = new RedisLedger(redis, new EntryCodec(new MessageWriter("gen1@test")));
        reported = new ReportedKeys(redis);
    }

    @AfterEach
    void stop() {
        reported.close();
        jedis.close();
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alien/x", "no slash", "", "task", "/", "TASK/x", "batch/\u0000"})
    void an_unknown_member_of_a_wake_index_stops_nobody(String member) throws Exception {
        List<DelayedTask> good = sixteenShards();
        String index = RedisKeys.ledgerWake(7);
        jedis.zadd(index, 5, member);

        for (int i = 0; i < 2; i++) {
            assertThat(claimed(TaskExamples.MOMENT.plus(LEASE.multipliedBy(i)))).hasSameSizeAs(good);
        }

        reported.assertOnce(Kind.LEDGER, index);
        assertThat(jedis.zscore(index, member))
                .isEqualTo((double) TaskExamples.MOMENT.plusSeconds(60).toEpochMilli());
    }

    @Test
    void a_shard_whose_keys_are_of_another_type_stops_no_other() throws Exception {
        for (String key : List.of(
                RedisKeys.ledgerWake(3),
                RedisKeys.ledgerEntries(3, EntryKey.Kind.TASK),
                RedisKeys.ledgerClaimed(3),
                RedisKeys.ledgerRevision(3))) {
            jedis.flushAll();
            List<DelayedTask> all = sixteenShards();
            jedis.del(key);
            jedis.rpush(key, "a list");

            List<EntryKey> claimed = claimed(TaskExamples.MOMENT);

            assertThat(claimed)
                    .as(key)
                    .containsAll(all.stream()
                            .map(DelayedTask::key)
                            .filter(task -> LedgerKey.of(task).shard() != 3)
                            .toList());
            assertThat(ledger.count(EntryKey.Kind.TASK)).isGreaterThanOrEqualTo(15);
            assertThat(ledger.all(EntryKey.Kind.TASK)).hasSizeGreaterThanOrEqualTo(15);
            assertThat(ledger.page(EntryKey.Kind.TASK, null, 100).entries()).hasSizeGreaterThanOrEqualTo(15);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "", "-inf", "12 monkeys"})
    void a_revision_that_is_no_number_begins_anew(String damaged) throws Exception {
        DelayedTask before = LedgerEntries.task();
        write(before);
        jedis.set(LedgerKey.of(before.key()).keys().get(2), damaged);

        long seen = ledger.find(before.key()).map(Entry::revision).orElseThrow();
        assertThat(ListenerInbox.done(ledger.write(LedgerEntries.later(before), seen, TaskExamples.MOMENT)))
                .isTrue();

        assertThat(ledger.find(before.key()).map(Entry::revision).orElseThrow()).isGreaterThan(seen);
    }

    /** One task in each shard. */
    private List<DelayedTask> sixteenShards() throws Exception {
        Map<Integer, DelayedTask> tasks = new HashMap<>();
        while (tasks.size() < LedgerKey.SHARDS) {
            DelayedTask task = LedgerEntries.task();
            tasks.putIfAbsent(LedgerKey.of(task.key()).shard(), task);
        }
        for (DelayedTask task : tasks.values()) {
            write(task);
        }
        return List.copyOf(tasks.values());
    }

    private void write(DelayedTask task) throws Exception {
        assertThat(ListenerInbox.done(ledger.write(task, Ledger.NONE, TaskExamples.MOMENT)))
                .isTrue();
    }

    private List<EntryKey> claimed(Instant now) {
        return ledger.claim(now, 50, LEASE).entries().stream().map(Entry::key).toList();
    }
}
