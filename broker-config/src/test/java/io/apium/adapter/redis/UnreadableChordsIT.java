package io.apium.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.ReportedKeys;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.canvas.ChordSize;
import io.apium.canvas.CompletedChordMember;
import io.apium.canvas.Signature;
import io.apium.store.ChordStore.Join;
import io.apium.task.GroupId;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

/** What was counted of one chord, damaged: it fails with the reason, and all other chords are counted as ever. */
class UnreadableChordsIT {

    private static TestServer server;

    private RedisConnections redis;
    private Jedis jedis;
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
        reported = new ReportedKeys(redis);
    }

    @AfterEach
    void stop() {
        reported.close();
        jedis.close();
        redis.close();
    }

    static Stream<Integer> chordKeys() {
        return IntStream.range(0, 6).boxed();
    }

    @ParameterizedTest
    @MethodSource("chordKeys")
    void a_chord_with_a_key_of_another_type_fails_and_no_other(int which) throws Exception {
        RedisChordStore chords = new RedisChordStore(redis);
        GroupId bad = expecting(chords, 1);
        GroupId good = expecting(chords, 1);
        String key = List.of(
                        RedisKeys.parts(bad),
                        RedisKeys.size(bad),
                        RedisKeys.added(bad),
                        RedisKeys.claim(bad),
                        RedisKeys.counted(bad),
                        RedisKeys.unsized(bad))
                .get(which);
        jedis.del(key);
        jedis.rpush(key, "a list");

        for (int i = 0; i < 2; i++) {
            assertThat(ListenerInbox.done(chords.join(part(bad, 0)))).isInstanceOf(Join.Unreadable.class);
        }

        assertThat(ListenerInbox.done(chords.join(part(good, 0)))).isInstanceOf(Join.Complete.class);
        reported.assertOnce(Kind.CHORD, key);
        assertThat(jedis.lrange(key, 0, -1)).containsExactly("a list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "", "[1]", "[1, 2, 3]", "{}", "null", "[1, \"id\", \"SUCCESS\"]"})
    void a_part_that_cannot_be_read_fails_its_chord(String member) throws Exception {
        RedisChordStore chords = new RedisChordStore(redis);
        GroupId group = expecting(chords, 2);
        jedis.zadd(RedisKeys.parts(group), 0, member);

        assertThat(ListenerInbox.done(chords.join(part(group, 1))))
                .isInstanceOfSatisfying(
                        Join.Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.error().message()).contains(group.value(), "cannot be read"));

        assertThat(jedis.zrange(RedisKeys.parts(group), 0, -1)).contains(member);
        reported.assertOnce(Kind.CHORD, RedisKeys.parts(group));
    }

    private static GroupId expecting(RedisChordStore chords, int parts) throws Exception {
        GroupId group = TaskExamples.group();
        ListenerInbox.done(chords.expect(new ChordSize(group, parts)));
        return group;
    }

    private static CompletedChordMember part(GroupId group, int index) {
        TaskRecord.Ended ended = TaskExamples.succeeded(TaskId.random(), JsonText.NULL);
        return new CompletedChordMember(group, index, ended, Signature.of("tasks.sum"));
    }
}
