package io.apium.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.testkit.server.RedisServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisBlobStoreIT {

    private final RedisConnections redis =
            new RedisConnections(new RedisProperties(RedisServer.shared().url(), Duration.ofHours(1)));
    private final RedisBlobStore blobs = new RedisBlobStore(redis, InstantSource.system());

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void two_hundred_megabytes_go_through_a_heap_of_thirty_two() throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Carrier.class.getName(),
                RedisServer.shared().url(),
                "200000000");
        Process carrier = command.redirectErrorStream(true).start();

        String printed = new String(carrier.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(carrier.waitFor()).as(printed).isZero();
        assertThat(printed).contains("read 200000000", "last fifteen letters", "deleted true");
    }

    @Test
    void pieces_expire_by_themselves_and_after_their_blob() throws IOException {
        Set<String> before = pieces();

        blobs.write(new ByteArrayInputStream(new byte[2_500_000]), "text/plain", Duration.ofHours(2));

        Set<String> added = pieces();
        added.removeAll(before);
        assertThat(added).hasSize(4);
        for (String key : added) {
            long life = key.startsWith("apium:blob:sha256:") ? 7_200 : 7_260;
            assertThat(seconds(key)).as(key).isBetween(life - 10, life);
        }
    }

    @Test
    void an_upload_that_breaks_off_leaves_no_piece() throws IOException {
        Set<String> before = pieces();
        InputStream broken = InputStream.nullInputStream();
        broken.close();

        assertThatThrownBy(() -> blobs.write(
                        new SequenceInputStream(new ByteArrayInputStream(new byte[2_500_000]), broken),
                        "text/plain",
                        Duration.ofMinutes(10)))
                .isInstanceOf(IOException.class);

        assertThat(before).containsAll(pieces());
    }

    private long seconds(String key) {
        return redis.read(client -> client.ttl(key));
    }

    private Set<String> pieces() {
        Set<String> keys = redis.read(client -> client.keys("apium:blob:*"));
        return new TreeSet<>(keys);
    }
}
