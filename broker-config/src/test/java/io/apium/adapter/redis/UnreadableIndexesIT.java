package io.apium.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.ReportedKeys;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.canvas.FlowHeader;
import io.apium.canvas.TaskMessage;
import io.apium.flow.AttemptTiming;
import io.apium.ledger.Ledger;
import io.apium.store.DeadLetterStore;
import io.apium.store.LimitStore.Grant;
import io.apium.store.LimitStore.Holder;
import io.apium.store.LimitStore.Permit;
import io.apium.store.Revocation;
import io.apium.store.UnreadableRecordException;
import io.apium.task.JsonText;
import io.apium.task.LimitSpec;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.contract.LedgerEntries;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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
import redis.clients.jedis.StreamEntryID;

/** What is kept of many at once, damaged: the others in it, and all that is kept elsewhere, are served as ever. */
class UnreadableIndexesIT {

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
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void a_limit_with_a_key_of_another_type_begins_anew(int which) throws Exception {
        RedisLimitStore limits = new RedisLimitStore(redis);
        Permit permit = permit();
        String key = RedisKeys.limit("task", "key").get(which);
        jedis.set(key, "a string");

        assertThat(ListenerInbox.done(limits.take(permit))).isInstanceOf(Grant.Granted.class);
        assertThat(ListenerInbox.done(limits.release(permit))).isEmpty();

        reported.assertOnce(Kind.LIMIT, key);
        assertThat(jedis.get(key + ":unreadable")).isEqualTo("a string");
    }

    @Test
    void a_holder_and_a_pace_that_cannot_be_read_hold_up_nobody() throws Exception {
        RedisLimitStore limits = new RedisLimitStore(redis);
        Permit permit = permit();
        List<String> keys = RedisKeys.limit("task", "key");
        jedis.zadd(keys.get(2), 1, "no holder");
        jedis.hset(keys.get(4), Map.of("booked", "x", "granted", "", "turn", "1e999"));

        ListenerInbox.done(limits.lineUp(permit));

        assertThat(ListenerInbox.done(limits.release(permit))).isEmpty();
    }

    @Test
    void redeliveries_that_cannot_be_read_are_counted_anew() throws Exception {
        RedisRedeliveryCounter redeliveries = new RedisRedeliveryCounter(redis);
        TaskMessage message = LedgerEntries.task().message();
        String key = RedisKeys.redeliveries(message.id(), 0);
        for (String damaged : List.of("garbage", "")) {
            jedis.set(key, damaged);
            assertThat(ListenerInbox.done(redeliveries.count(message))).isEqualTo(1);
            assertThat(jedis.get(key)).isEqualTo(damaged);
        }
        jedis.del(key);
        jedis.rpush(key, "a list");

        assertThat(ListenerInbox.done(redeliveries.count(message))).isEqualTo(1);
        reported.assertOnce(Kind.REDELIVERIES, key);
    }

    @Test
    void revocations_that_cannot_be_read_keep_nobody_from_hearing_of_the_others() throws Exception {
        RedisRevocationStore revocations = new RedisRevocationStore(redis);
        TaskId good = TaskId.random();
        revocations.revoke(new Revocation.OfTask(good), TaskExamples.MOMENT);
        jedis.zadd(RedisKeys.REVOKED, (double) TaskExamples.MOMENT.toEpochMilli(), "");
        jedis.zadd(RedisKeys.REVOKED_ALL, (double) LedgerEntries.LATEST.toEpochMilli(), "garbage");
        ListenerInbox<Revocation> told = new ListenerInbox<>();

        try (AutoCloseable _ = revocations.follow(told)) {
            assertThat(told.next()).isEqualTo(new Revocation.OfTask(good));
            for (String garbage : List.of("", "garbage", "[]", "null", "{\"until\": 7}")) {
                jedis.publish(RedisKeys.REVOKED, garbage);
            }
            TaskId next = TaskId.random();
            revocations.revoke(new Revocation.OfTask(next), TaskExamples.MOMENT);
            Revocation heard = told.next();
            while (!heard.equals(new Revocation.OfTask(next))) {
                heard = told.next();
            }
        }
        assertThat(jedis.zrange(RedisKeys.REVOKED_ALL, 0, -1)).containsExactly("garbage");
    }

    @Test
    void revocations_of_another_type_revoke_nothing_and_say_so() throws Exception {
        RedisRevocationStore revocations = new RedisRevocationStore(redis);
        TaskId id = TaskId.random();
        jedis.set(RedisKeys.REVOKED, "a string");

        assertThat(revocations.among(List.of(id))).isEmpty();

        assertThatThrownBy(() -> revocations.revoke(new Revocation.OfTask(id), TaskExamples.MOMENT))
                .isInstanceOf(UnreadableRecordException.class);
        reported.assertOnce(Kind.REVOCATION, RedisKeys.REVOKED);
    }

    @Test
    void times_and_events_that_cannot_be_read_are_left_out() throws Exception {
        TaskId flow = TaskId.random();
        RedisFlowTimingStore times = new RedisFlowTimingStore(redis);
        AttemptTiming timing = new AttemptTiming(
                new FlowHeader(flow, 1, 0, 0, null), "w1", 1, TaskExamples.MOMENT, Duration.ofMillis(3), 1);
        ListenerInbox.done(times.add(timing));
        jedis.hset(RedisKeys.flowTimes(flow), Map.of("", "1", "0 w2", "garbage", "x y", "1 2 3", "1 w3", ""));
        assertThat(times.find(flow).rows()).hasSize(1);
        TaskId other = TaskId.random();
        jedis.set(RedisKeys.flowTimes(other), "a string");
        assertThat(times.find(other).rows()).isEmpty();
        ListenerInbox.done(times.add(new AttemptTiming(
                new FlowHeader(other, 1, 0, 0, null), "w1", 1, TaskExamples.MOMENT, Duration.ofMillis(3), 1)));

        RedisResultStore results = new RedisResultStore(redis);
        TaskMessage message = LedgerEntries.task().message();
        ListenerInbox.done(results.accepted(message, Instant.EPOCH));
        jedis.xadd(RedisKeys.timeline(message.id()), StreamEntryID.NEW_ENTRY, Map.of("at", "noon"));
        assertThat(results.history(message.id()).orElseThrow().events()).hasSize(1);
        jedis.del(RedisKeys.timeline(message.id()));
        jedis.set(RedisKeys.timeline(message.id()), "a string");
        TaskRecord.Ended ended = TaskExamples.succeeded(message.id(), JsonText.NULL);
        assertThat(ListenerInbox.done(results.end(ended))).isEqualTo(ended);
        assertThat(results.history(message.id()).orElseThrow().record()).isEqualTo(ended);
    }

    @Test
    void lists_of_another_type_are_empty_and_not_an_error() {
        for (String key :
                List.of(RedisKeys.DEAD_LETTERS, RedisKeys.DEAD_LETTERS_IN_ORDER, RedisKeys.FLOWS, RedisKeys.WORKERS)) {
            jedis.set(key, "a string");
        }

        RedisDeadLetterStore letters = new RedisDeadLetterStore(redis, new MessageWriter("gen1@test"));
        assertThat(letters.list(DeadLetterStore.Filter.ALL, null, 10).letters()).isEmpty();
        assertThat(letters.count()).isZero();
        assertThat(new RedisFlowIndex(redis).recent(null, 10).flows()).isEmpty();
        assertThat(new RedisWorkerRegistry(redis).list()).isEmpty();
    }

    @Test
    void garbage_on_the_channels_is_passed_over() throws Exception {
        RedisResultStore results = new RedisResultStore(redis);
        TaskId id = TaskId.random();
        ListenerInbox<Instant> woken = new ListenerInbox<>();
        ListenerInbox<TaskId> changed = new ListenerInbox<>();
        try (AutoCloseable _ = ledger.follow(woken);
                AutoCloseable _ = results.watch(id, () -> changed.accept(id))) {
            for (String garbage : List.of("", "garbage", "9".repeat(40), "{\"status\": 5}")) {
                jedis.publish(RedisKeys.LEDGER_WAKES, garbage);
                jedis.publish(RedisKeys.record(id), garbage);
            }
            await().atMost(ListenerInbox.PATIENCE).until(() -> {
                jedis.publish(RedisKeys.LEDGER_WAKES, "7");
                return woken.next().equals(Instant.ofEpochMilli(7));
            });
            ListenerInbox.done(results.end(TaskExamples.succeeded(id, JsonText.NULL)));
            assertThat(changed.next()).isEqualTo(id);
        }
    }

    private static Permit permit() {
        return new Permit(
                "task", "key", new LimitSpec(1, Duration.ofSeconds(1), 10, 100), new Holder(TaskId.random(), 0));
    }
}
