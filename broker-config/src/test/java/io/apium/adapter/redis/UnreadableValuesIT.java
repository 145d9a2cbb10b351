package io.apium.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.ReportedKeys;
import io.apium.store.UnreadableRecordException;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;

/**
 * Every value that the stores keep, damaged in every way: its neighbours are served, it is reported once, and its bytes
 * stay. Each subject is kept well first, and then the same is damaged.
 */
class UnreadableValuesIT {

    private static TestServer server;

    private RedisConnections redis;
    private Jedis jedis;

    /** How a value is damaged. A list in the place of a field is not possible, and left out. */
    enum Damage {
        GARBAGE("\u0000\u0001 garbage {"),
        OTHER_SHAPE("[1, {\"a\": null}]"),
        NULL("null"),
        EMPTY(""),
        NOTHING_IN_IT("{}"),
        TEXT("\"text\""),
        CUT_SHORT("{\"status\": \"SUC"),
        LIST(null);

        private final String text;

        Damage(String text) {
            this.text = text;
        }
    }

    static Stream<Arguments> damages() {
        return Arrays.stream(KeptValues.Kept.values())
                .flatMap(kept -> Arrays.stream(Damage.values()).map(damage -> Arguments.of(kept, damage)));
    }

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
    }

    @AfterEach
    void stop() {
        jedis.close();
        redis.close();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void a_damaged_value_is_the_fault_of_its_own_key(KeptValues.Kept kept, Damage damage) throws Throwable {
        KeptValues.Subject subject = new KeptValues(redis).of(kept);
        if (damage == Damage.LIST && subject.field() != null) {
            return;
        }
        assertLeftAlone(subject, () -> damage(subject, damage));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void a_value_of_a_newer_version_is_the_fault_of_its_own_key(KeptValues.Kept kept) throws Throwable {
        KeptValues.Subject subject = new KeptValues(redis).of(kept);
        assertLeftAlone(subject, () -> set(subject, subject.newer()));
    }

    static Stream<KeptValues.Kept> kept() {
        return Arrays.stream(KeptValues.Kept.values());
    }

    private void assertLeftAlone(KeptValues.Subject subject, Runnable damage) throws Throwable {
        damage.run();
        byte[] before = jedis.dump(subject.key());
        try (ReportedKeys reported = new ReportedKeys(redis)) {
            for (int i = 0; i < 2; i++) {
                subject.served().call();
                if (subject.find() != null) {
                    assertThatThrownBy(subject.find()).isInstanceOf(UnreadableRecordException.class);
                }
            }
            reported.assertOnce(subject.kind(), subject.shown());
        }
        assertThat(jedis.dump(subject.key())).isEqualTo(before);
    }

    private void damage(KeptValues.Subject subject, Damage damage) {
        if (damage == Damage.LIST) {
            jedis.del(subject.key());
            jedis.rpush(subject.key(), "a", "b");
        } else {
            set(subject, damage.text);
        }
    }

    private void set(KeptValues.Subject subject, String value) {
        if (subject.field() == null) {
            jedis.set(subject.key(), value);
        } else {
            jedis.hset(subject.key(), subject.field(), value);
        }
    }
}
