package io.apium.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskOptions;
import io.apium.client.ScheduleRegistrar;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.Ledger;
import io.apium.schedule.Crontab;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedule.CatchUp;
import io.apium.schedule.Schedule.Overlap;
import io.apium.store.UnreadableRecordException;
import io.apium.task.QueueName;
import io.apium.testkit.contract.LedgerEntries;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What is between the ledger and its keys. */
class RedisLedgerIT {

    private static final Duration LEASE = Duration.ofSeconds(10);

    private TestServer server;
    private RedisConnections redis;
    private Ledger ledger;
    private Jedis jedis;

    @BeforeEach
    void start() throws Exception {
        server = RedisServer.started();
        redis = new RedisConnections(new RedisProperties(server.url(), Duration.ofHours(1)));
        ledger = new RedisLedger(redis, new EntryCodec(new MessageWriter("gen1@test")));
        jedis = new Jedis(URI.create(server.url()));
    }

    @AfterEach
    void stop() {
        jedis.close();
        redis.close();
        server.close();
    }

    /**
     * A schedule that the registrar took for changed would be restarted at every start of a worker, and its missed runs
     * would be lost.
     */
    @Test
    void a_schedule_that_is_declared_again_as_it_was_stays_as_it_is() throws Exception {
        List<@Nullable Object> args = new ArrayList<>(List.of("all", 2, 2.5, true, Map.of("depth", List.of(1, 2))));
        args.add(null);
        TaskOptions options = TaskOptions.NONE.withRouting(new TaskOptions.Routing(new QueueName("reports"), null));
        Schedule schedule = new Schedule(
                "nightly",
                new Signature("report", args, Map.of(), options, false),
                new Crontab("30 2 * * *", ZoneId.of("Europe/Berlin")),
                Overlap.SKIP,
                CatchUp.NONE,
                true);
        ScheduleRegistrar registrar = new ScheduleRegistrar(ledger, InstantSource.fixed(TaskExamples.MOMENT));
        ListenerInbox.done(registrar.declare(List.of(schedule)));
        Entry first = ledger.find(EntryKey.schedule("nightly")).orElseThrow();

        ListenerInbox.done(registrar.declare(List.of(schedule)));

        assertThat(ledger.find(EntryKey.schedule("nightly"))).contains(first);
    }

    @Test
    void an_entry_of_a_newer_version_is_put_off_and_holds_up_nobody() throws Exception {
        DelayedTask ours = written(LedgerEntries.task());
        LedgerKey theirs = LedgerKey.of(EntryKey.schedule("newer"));
        jedis.hset(theirs.entries(), "newer", "1 {\"schedule\": {\"timetable\": {\"type\": \"by the tides\"}}}");
        jedis.zadd(theirs.wakes(), (double) TaskExamples.MOMENT.toEpochMilli(), theirs.member());

        assertThat(ledger.claim(TaskExamples.MOMENT, 10, LEASE).entries())
                .extracting(Entry::key)
                .containsExactly(ours.key());

        Instant later = TaskExamples.MOMENT.plusSeconds(60);
        await().atMost(ListenerInbox.PATIENCE)
                .until(() -> jedis.zscore(theirs.wakes(), theirs.member()).longValue() == later.toEpochMilli());
        assertThat(jedis.hget(theirs.entries(), "newer")).contains("by the tides");
        assertThat(ledger.all(Kind.SCHEDULE)).isEmpty();
        assertThat(ledger.count(Kind.SCHEDULE)).isEqualTo(1);
        assertThatThrownBy(() -> ledger.find(theirs.key())).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void what_wakes_and_is_not_there_is_dropped() {
        LedgerKey gone = LedgerKey.of(EntryKey.schedule("gone"));
        jedis.zadd(gone.wakes(), 5, gone.member());

        Ledger.Claim claim = ledger.claim(TaskExamples.MOMENT, 10, LEASE);

        assertThat(claim).isEqualTo(new Ledger.Claim(List.of(), 0, null));
        assertThat(jedis.exists(gone.wakes())).isFalse();
    }

    @Test
    void a_server_that_lost_its_scripts_is_given_them_again() throws Exception {
        DelayedTask task = written(LedgerEntries.task());
        jedis.scriptFlush();

        assertThat(ledger.claim(TaskExamples.MOMENT, 10, LEASE).entries())
                .extracting(Entry::key)
                .containsExactly(task.key());

        DelayedTask other = written(LedgerEntries.task());
        jedis.scriptFlush();
        assertThat(ListenerInbox.done(ledger.wake(other.key(), Instant.EPOCH))).isNull();
        assertThat(ledger.find(other.key()).map(Entry::wake)).contains(Instant.EPOCH);
    }

    @Test
    void a_moment_that_nobody_will_live_to_see_is_kept_all_the_same() throws Exception {
        Instant never = Instant.parse("+999999999-12-31T23:59:59.999999999Z");
        DelayedTask task = written(new DelayedTask(TaskExamples.simple(TaskExamples.queue()), never));

        Entry entry = ledger.find(task.key()).orElseThrow();

        assertThat(entry.wake()).isAfterOrEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
        assertThat(ledger.claim(TaskExamples.MOMENT, 10, LEASE).next()).isEqualTo(entry.wake());
    }

    @Test
    void entries_are_spread_over_all_shards_and_the_shard_of_a_key_is_the_same_for_ever() {
        Set<Integer> shards = new HashSet<>();
        IntStream.range(0, 1_000)
                .forEach(
                        i -> shards.add(LedgerKey.of(EntryKey.schedule("s" + i)).shard()));

        assertThat(shards).hasSize(LedgerKey.SHARDS);
        assertThat(LedgerKey.of(EntryKey.schedule("nightly")).wakes()).isEqualTo("apium:{ledger:11}:wake");
        assertThat(LedgerKey.of(EntryKey.schedule("nightly")).entries()).isEqualTo("apium:{ledger:11}:schedule");
    }

    private DelayedTask written(DelayedTask task) throws Exception {
        assertThat(ListenerInbox.done(ledger.write(task, Ledger.NONE, task.due())))
                .isTrue();
        return task;
    }
}
