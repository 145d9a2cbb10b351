package io.apium.brokerconfig.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.brokerconfig.ResultProperties;
import io.apium.brokerconfig.wire.MessageWriter;
import io.apium.brokerconfig.wire.StateCodec;
import io.apium.canvas.Chord;
import io.apium.canvas.FollowUps;
import io.apium.canvas.Group;
import io.apium.canvas.Launch;
import io.apium.canvas.Origin;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.client.Debts;
import io.apium.client.Delays;
import io.apium.client.Routes;
import io.apium.client.Sender;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import io.apium.store.ChordStore.Join;
import io.apium.task.Payload;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.contract.Examples;
import io.apium.testkit.contract.Inbox;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.Server;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chord whose count has expired or was lost before its last member fails, and its errbacks are called. */
class ExpiredChordIT {

    private static final Duration EXPIRES = Duration.ofSeconds(2);

    private final InstantSource clock = InstantSource.system();
    private final MemoryBroker broker = new MemoryBroker();
    private Server server;
    private Redis redis;
    private RedisChords chords;
    private RedisResults results;
    private Ledger ledger;
    private Debts debts;

    @BeforeEach
    void start() throws Exception {
        server = RedisServer.started();
        redis = new Redis(new ResultProperties(server.url(), EXPIRES));
        chords = new RedisChords(redis);
        results = new RedisResults(redis);
        MessageWriter writer = new MessageWriter("gen1@test");
        ledger = new RedisLedger(redis, new StateCodec(writer));
        Sender sender = new Sender(broker, chords, new Delays(ledger), Routes.of(Map.of()), clock);
        debts = new Debts(sender, results, chords, new RedisDeadLetters(redis, writer), clock);
    }

    @AfterEach
    void stop() {
        redis.close();
        server.close();
    }

    @Test
    void a_chord_whose_count_expired_before_its_last_member_fails() throws Exception {
        Launch launch = launched();
        pay(launch.messages().getFirst());
        await().atMost(Inbox.PATIENCE).until(() -> keys(launch).isEmpty());

        assertFailsWithTheLast(launch);
    }

    @Test
    void a_chord_whose_count_redis_has_lost_fails() throws Exception {
        Launch launch = launched();
        pay(launch.messages().getFirst());
        redis.read(client -> client.flushAll());

        assertFailsWithTheLast(launch);
    }

    /** As Redis does under {@code maxmemory-policy volatile-*}. */
    @Test
    void a_chord_whose_count_alone_was_evicted_fails() throws Exception {
        Launch launch = launched();
        pay(launch.messages().getFirst());
        redis.read(client -> client.del(Keys.size(launch.groups().getFirst())));

        assertFailsWithTheLast(launch);
    }

    @Test
    void a_member_that_comes_again_after_a_celery_worker_has_sent_the_body_breaks_nothing() throws Exception {
        Launch launch = launched();
        TaskMessage first = launch.messages().getFirst();
        pay(first);
        redis.read(client -> client.del(
                Keys.parts(launch.groups().getFirst()),
                Keys.size(launch.groups().getFirst())));

        pay(first);

        assertThat(ledger.find(EntryKey.task(first.id()))).isEmpty();
        assertThat(results.find(launch.results())).isEmpty();
    }

    @Test
    void a_member_that_watched_for_the_size_breaks_nothing_after_a_celery_worker_has_sent_the_body() throws Exception {
        Launch launch = launched();
        TaskMessage first = launch.messages().getFirst();
        redis.read(client -> client.del(Keys.size(launch.groups().getFirst())));
        pay(first);
        assertThat(ledger.find(EntryKey.task(first.id()))).isPresent();
        redis.read(client -> client.del(Keys.parts(launch.groups().getFirst())));

        pay(first);

        assertThat(Inbox.done(chords.join(FollowUps.of(first, ended(first), clock.instant())
                        .parts()
                        .getFirst())))
                .isEqualTo(new Join.Waiting());
        assertThat(results.find(launch.results())).isEmpty();
    }

    private void assertFailsWithTheLast(Launch launch) throws Exception {
        TaskMessage last = launch.messages().getLast();
        TaskId body = launch.results().getFirst();

        pay(last);
        DelayedTask waiting = (DelayedTask)
                ledger.find(EntryKey.task(last.id())).orElseThrow().state();
        assertThat(results.find(List.of(body))).isEmpty();
        await().atMost(Inbox.PATIENCE).until(() -> !clock.instant().isBefore(waiting.due()));
        pay(waiting.message());

        assertThat(results.find(List.of(body)).get(body))
                .isInstanceOfSatisfying(
                        TaskRecord.Failed.class,
                        failed -> assertThat(failed.fault().message())
                                .contains("their number was never stored, or has expired"));
        assertThat(broker.published()).extracting(TaskMessage::task).containsExactly("errback");
    }

    private Launch launched() throws Exception {
        Signature body = Signature.of("body").guarded(List.of(Signature.of("errback")));
        Launch launch = Launch.of(
                Chord.of(Group.of(Signature.of("a"), Signature.of("b")), body), Origin.client(clock.instant()));
        Inbox.done(chords.expect(launch.chords().getFirst()));
        return launch;
    }

    private void pay(TaskMessage message) throws Exception {
        Inbox.done(debts.pay(message, FollowUps.of(message, ended(message), clock.instant())));
    }

    private static TaskRecord.Ended ended(TaskMessage message) {
        return new TaskRecord.Succeeded(
                message.id(), new Payload("1"), Examples.MOMENT, message.provenance(null, List.of()));
    }

    private java.util.Set<String> keys(Launch launch) {
        return redis.read(client -> client.keys("*" + launch.groups().getFirst() + "*"));
    }
}
