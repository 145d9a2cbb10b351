package io.apium.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.canvas.Chord;
import io.apium.canvas.FollowUps;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.client.DelayedTasks;
import io.apium.client.TaskCompletion;
import io.apium.client.TaskPublisher;
import io.apium.client.TaskRoutes;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import io.apium.store.ChordStore.Join;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
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
    private TestServer server;
    private RedisConnections redis;
    private RedisChordStore chords;
    private RedisResultStore results;
    private Ledger ledger;
    private TaskCompletion completion;

    @BeforeEach
    void start() throws Exception {
        server = RedisServer.started();
        redis = new RedisConnections(new RedisProperties(server.url(), EXPIRES));
        chords = new RedisChordStore(redis);
        results = new RedisResultStore(redis);
        MessageWriter writer = new MessageWriter("gen1@test");
        ledger = new RedisLedger(redis, new EntryCodec(writer));
        TaskPublisher publisher =
                new TaskPublisher(broker, chords, new DelayedTasks(ledger), TaskRoutes.of(Map.of()), clock);
        completion = new TaskCompletion(publisher, results, chords, new RedisDeadLetterStore(redis, writer), clock);
    }

    @AfterEach
    void stop() {
        redis.close();
        server.close();
    }

    @Test
    void a_chord_whose_count_expired_before_its_last_member_fails() throws Exception {
        Submission submission = launched();
        pay(submission.messages().getFirst());
        await().atMost(ListenerInbox.PATIENCE).until(() -> keys(submission).isEmpty());

        assertFailsWithTheLast(submission);
    }

    @Test
    void a_chord_whose_count_redis_has_lost_fails() throws Exception {
        Submission submission = launched();
        pay(submission.messages().getFirst());
        redis.read(client -> client.flushAll());

        assertFailsWithTheLast(submission);
    }

    /** As Redis does under {@code maxmemory-policy volatile-*}. */
    @Test
    void a_chord_whose_count_alone_was_evicted_fails() throws Exception {
        Submission submission = launched();
        pay(submission.messages().getFirst());
        redis.read(client -> client.del(RedisKeys.size(submission.groups().getFirst())));

        assertFailsWithTheLast(submission);
    }

    @Test
    void a_member_that_comes_again_after_a_celery_worker_has_sent_the_body_breaks_nothing() throws Exception {
        Submission submission = launched();
        TaskMessage first = submission.messages().getFirst();
        pay(first);
        redis.read(client -> client.del(
                RedisKeys.parts(submission.groups().getFirst()),
                RedisKeys.size(submission.groups().getFirst())));

        pay(first);

        assertThat(ledger.find(EntryKey.task(first.id()))).isEmpty();
        assertThat(results.find(submission.results())).isEmpty();
    }

    @Test
    void a_member_that_watched_for_the_size_breaks_nothing_after_a_celery_worker_has_sent_the_body() throws Exception {
        Submission submission = launched();
        TaskMessage first = submission.messages().getFirst();
        redis.read(client -> client.del(RedisKeys.size(submission.groups().getFirst())));
        pay(first);
        assertThat(ledger.find(EntryKey.task(first.id()))).isPresent();
        redis.read(client -> client.del(RedisKeys.parts(submission.groups().getFirst())));

        pay(first);

        assertThat(ListenerInbox.done(chords.join(FollowUps.of(first, ended(first), clock.instant())
                        .parts()
                        .getFirst())))
                .isEqualTo(new Join.Waiting());
        assertThat(results.find(submission.results())).isEmpty();
    }

    private void assertFailsWithTheLast(Submission submission) throws Exception {
        TaskMessage last = submission.messages().getLast();
        TaskId body = submission.results().getFirst();

        pay(last);
        DelayedTask waiting = (DelayedTask)
                ledger.find(EntryKey.task(last.id())).orElseThrow().state();
        assertThat(results.find(List.of(body))).isEmpty();
        await().atMost(ListenerInbox.PATIENCE).until(() -> !clock.instant().isBefore(waiting.due()));
        pay(waiting.message());

        assertThat(results.find(List.of(body)).get(body))
                .isInstanceOfSatisfying(
                        TaskRecord.Failed.class,
                        failed -> assertThat(failed.error().message())
                                .contains("their number was never stored, or has expired"));
        assertThat(broker.published()).extracting(TaskMessage::task).containsExactly("errback");
    }

    private Submission launched() throws Exception {
        Signature body = Signature.of("body").guarded(List.of(Signature.of("errback")));
        Submission submission = Submission.of(
                Chord.of(Group.of(Signature.of("a"), Signature.of("b")), body),
                SubmissionContext.client(clock.instant()));
        ListenerInbox.done(chords.expect(submission.chords().getFirst()));
        return submission;
    }

    private void pay(TaskMessage message) throws Exception {
        ListenerInbox.done(completion.pay(message, FollowUps.of(message, ended(message), clock.instant())));
    }

    private static TaskRecord.Ended ended(TaskMessage message) {
        return new TaskRecord.Succeeded(
                message.id(), new JsonText("1"), TaskExamples.MOMENT, message.provenance(null, List.of()));
    }

    private java.util.Set<String> keys(Submission submission) {
        return redis.read(client -> client.keys("*" + submission.groups().getFirst() + "*"));
    }
}
