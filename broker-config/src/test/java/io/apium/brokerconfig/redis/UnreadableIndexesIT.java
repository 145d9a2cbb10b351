package io.apium.brokerconfig.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.brokerconfig.ResultProperties;
import io.apium.brokerconfig.redis.UnreadableKeys.Kind;
import io.apium.brokerconfig.wire.MessageWriter;
import io.apium.brokerconfig.wire.StateCodec;
import io.apium.canvas.FlowMark;
import io.apium.canvas.TaskMessage;
import io.apium.flow.Timing;
import io.apium.ledger.Ledger;
import io.apium.store.DeadLetters;
import io.apium.store.Limits.Grant;
import io.apium.store.Limits.Holder;
import io.apium.store.Limits.Permit;
import io.apium.store.Revocation;
import io.apium.store.UnreadableRecordException;
import io.apium.task.Allowance;
import io.apium.task.Payload;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.contract.Examples;
import io.apium.testkit.contract.Inbox;
import io.apium.testkit.contract.Waiting;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.Server;
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

    private static Server server;

    private Redis redis;
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
        redis = new Redis(new ResultProperties(server.url(), Duration.ofHours(1)));
        jedis = new Jedis(URI.create(server.url()));
        jedis.flushAll();
        ledger = new RedisLedger(redis, new StateCodec(new MessageWriter("gen1@test")));
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
        RedisLimits limits = new RedisLimits(redis);
        Permit permit = permit();
        String key = Keys.limit("task", "key").get(which);
        jedis.set(key, "a string");

        assertThat(Inbox.done(limits.take(permit))).isInstanceOf(Grant.Granted.class);
        assertThat(Inbox.done(limits.release(permit))).isEmpty();

        reported.assertOnce(Kind.LIMIT, key);
        assertThat(jedis.get(key + ":unreadable")).isEqualTo("a string");
    }

    @Test
    void a_holder_and_a_pace_that_cannot_be_read_hold_up_nobody() throws Exception {
        RedisLimits limits = new RedisLimits(redis);
        Permit permit = permit();
        List<String> keys = Keys.limit("task", "key");
        jedis.zadd(keys.get(2), 1, "no holder");
        jedis.hset(keys.get(4), Map.of("booked", "x", "granted", "", "turn", "1e999"));

        Inbox.done(limits.lineUp(permit));

        assertThat(Inbox.done(limits.release(permit))).isEmpty();
    }

    @Test
    void redeliveries_that_cannot_be_read_are_counted_anew() throws Exception {
        RedisRedeliveries redeliveries = new RedisRedeliveries(redis);
        TaskMessage message = Waiting.task().message();
        String key = Keys.redeliveries(message.id(), 0);
        for (String damaged : List.of("garbage", "")) {
            jedis.set(key, damaged);
            assertThat(Inbox.done(redeliveries.count(message))).isEqualTo(1);
            assertThat(jedis.get(key)).isEqualTo(damaged);
        }
        jedis.del(key);
        jedis.rpush(key, "a list");

        assertThat(Inbox.done(redeliveries.count(message))).isEqualTo(1);
        reported.assertOnce(Kind.REDELIVERIES, key);
    }

    @Test
    void revocations_that_cannot_be_read_keep_nobody_from_hearing_of_the_others() throws Exception {
        RedisRevocations revocations = new RedisRevocations(redis);
        TaskId good = TaskId.random();
        revocations.revoke(new Revocation.OfTask(good), Examples.MOMENT);
        jedis.zadd(Keys.REVOKED, (double) Examples.MOMENT.toEpochMilli(), "");
        jedis.zadd(Keys.REVOKED_ALL, (double) Waiting.LATEST.toEpochMilli(), "garbage");
        Inbox<Revocation> told = new Inbox<>();

        try (AutoCloseable _ = revocations.follow(told)) {
            assertThat(told.next()).isEqualTo(new Revocation.OfTask(good));
            for (String garbage : List.of("", "garbage", "[]", "null", "{\"until\": 7}")) {
                jedis.publish(Keys.REVOKED, garbage);
            }
            TaskId next = TaskId.random();
            revocations.revoke(new Revocation.OfTask(next), Examples.MOMENT);
            Revocation heard = told.next();
            while (!heard.equals(new Revocation.OfTask(next))) {
                heard = told.next();
            }
        }
        assertThat(jedis.zrange(Keys.REVOKED_ALL, 0, -1)).containsExactly("garbage");
    }

    @Test
    void revocations_of_another_type_revoke_nothing_and_say_so() throws Exception {
        RedisRevocations revocations = new RedisRevocations(redis);
        TaskId id = TaskId.random();
        jedis.set(Keys.REVOKED, "a string");

        assertThat(revocations.among(List.of(id))).isEmpty();

        assertThatThrownBy(() -> revocations.revoke(new Revocation.OfTask(id), Examples.MOMENT))
                .isInstanceOf(UnreadableRecordException.class);
        reported.assertOnce(Kind.REVOCATION, Keys.REVOKED);
    }

    @Test
    void times_and_events_that_cannot_be_read_are_left_out() throws Exception {
        TaskId flow = TaskId.random();
        RedisFlowTimes times = new RedisFlowTimes(redis);
        Timing timing =
                new Timing(new FlowMark(flow, 1, 0, 0, null), "w1", 1, Examples.MOMENT, Duration.ofMillis(3), 1);
        Inbox.done(times.add(timing));
        jedis.hset(Keys.flowTimes(flow), Map.of("", "1", "0 w2", "garbage", "x y", "1 2 3", "1 w3", ""));
        assertThat(times.find(flow).rows()).hasSize(1);
        TaskId other = TaskId.random();
        jedis.set(Keys.flowTimes(other), "a string");
        assertThat(times.find(other).rows()).isEmpty();
        Inbox.done(times.add(
                new Timing(new FlowMark(other, 1, 0, 0, null), "w1", 1, Examples.MOMENT, Duration.ofMillis(3), 1)));

        RedisResults results = new RedisResults(redis);
        TaskMessage message = Waiting.task().message();
        Inbox.done(results.accepted(message, Instant.EPOCH));
        jedis.xadd(Keys.timeline(message.id()), StreamEntryID.NEW_ENTRY, Map.of("at", "noon"));
        assertThat(results.history(message.id()).orElseThrow().events()).hasSize(1);
        jedis.del(Keys.timeline(message.id()));
        jedis.set(Keys.timeline(message.id()), "a string");
        TaskRecord.Ended ended = Examples.succeeded(message.id(), Payload.NULL);
        assertThat(Inbox.done(results.end(ended))).isEqualTo(ended);
        assertThat(results.history(message.id()).orElseThrow().record()).isEqualTo(ended);
    }

    @Test
    void lists_of_another_type_are_empty_and_not_an_error() {
        for (String key : List.of(Keys.DEAD_LETTERS, Keys.DEAD_LETTERS_IN_ORDER, Keys.FLOWS, Keys.WORKERS)) {
            jedis.set(key, "a string");
        }

        RedisDeadLetters letters = new RedisDeadLetters(redis, new MessageWriter("gen1@test"));
        assertThat(letters.list(DeadLetters.Filter.ALL, null, 10).letters()).isEmpty();
        assertThat(letters.count()).isZero();
        assertThat(new RedisFlows(redis).recent(null, 10).flows()).isEmpty();
        assertThat(new RedisWorkers(redis).list()).isEmpty();
    }

    @Test
    void garbage_on_the_channels_is_passed_over() throws Exception {
        RedisResults results = new RedisResults(redis);
        TaskId id = TaskId.random();
        Inbox<Instant> woken = new Inbox<>();
        Inbox<TaskId> changed = new Inbox<>();
        try (AutoCloseable _ = ledger.follow(woken);
                AutoCloseable _ = results.watch(id, () -> changed.accept(id))) {
            for (String garbage : List.of("", "garbage", "9".repeat(40), "{\"status\": 5}")) {
                jedis.publish(Keys.LEDGER_WAKES, garbage);
                jedis.publish(Keys.record(id), garbage);
            }
            await().atMost(Inbox.PATIENCE).until(() -> {
                jedis.publish(Keys.LEDGER_WAKES, "7");
                return woken.next().equals(Instant.ofEpochMilli(7));
            });
            Inbox.done(results.end(Examples.succeeded(id, Payload.NULL)));
            assertThat(changed.next()).isEqualTo(id);
        }
    }

    private static Permit permit() {
        return new Permit(
                "task", "key", new Allowance(1, Duration.ofSeconds(1), 10, 100), new Holder(TaskId.random(), 0));
    }
}
