package io.apium.adapter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.health.VitalThreads;
import io.apium.testkit.server.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever one write or one listener throws, the threads that all of them share live on, and the others get theirs. */
@Timeout(60)
class UnforeseenIT {

    private static final List<Supplier<Throwable>> THROWN = List.of(
            () -> new IllegalArgumentException("injected"),
            () -> new NullPointerException("injected"),
            () -> new ClassCastException("injected"),
            () -> new IOException("injected"),
            () -> new InterruptedException("injected"),
            () -> new StackOverflowError("injected"),
            () -> new OutOfMemoryError("injected"),
            () -> new NoClassDefFoundError("injected"));

    private final VitalThreads vital = new VitalThreads();
    private final RedisConnections redis =
            new RedisConnections(new RedisProperties(RedisServer.shared().url(), Duration.ofHours(1)), vital);

    @AfterEach
    void close() {
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_write_that_throws_fails_alone_and_the_writes_beside_it_are_done(long seed) throws Exception {
        Random random = new Random(seed);
        List<CompletableFuture<Long>> good = new ArrayList<>();
        List<CompletableFuture<Long>> bad = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int kind = random.nextInt(20);
            if (kind == 0) {
                Throwable thrown = any(random);
                bad.add(write(random, () -> sneaky(thrown), () -> {}));
            } else if (kind == 1) {
                Throwable thrown = any(random);
                bad.add(write(random, () -> {}, () -> sneaky(thrown)));
            } else {
                good.add(write(random, () -> {}, () -> {}));
            }
        }

        for (CompletableFuture<Long> write : good) {
            assertThat(write.get(10, TimeUnit.SECONDS)).isPositive();
        }
        for (CompletableFuture<Long> write : bad) {
            assertThatThrownBy(() -> write.get(10, TimeUnit.SECONDS)).hasMessageContaining("injected");
        }
        assertThat(vital.dead()).isEmpty();
    }

    @Test
    void a_listener_that_throws_misses_a_message_and_the_next_comes_to_all() throws Exception {
        for (Supplier<Throwable> thrown : THROWN) {
            CountDownLatch told = new CountDownLatch(1);
            try (ChannelSubscription _ = redis.listen("unforeseen", message -> throwOn(message, thrown));
                    ChannelSubscription _ = redis.listen("unforeseen", message -> {
                        if ("now".equals(message)) {
                            told.countDown();
                        }
                    })) {
                while (!told.await(20, TimeUnit.MILLISECONDS)) {
                    redis.read(client -> client.publish("unforeseen", "now"));
                }
            }
        }
        assertThat(vital.dead()).isEmpty();
    }

    /**
     * Throws only for a message. A listener receives null when messages may have been missed, possibly on the thread
     * that calls {@code listen}.
     */
    private static void throwOn(@Nullable String message, Supplier<Throwable> thrown) {
        if (message != null) {
            UnforeseenIT.<RuntimeException>sneaky(thrown.get());
        }
    }

    private CompletableFuture<Long> write(Random random, Runnable entering, Runnable answered) {
        String key = "unforeseen:" + random.nextInt(10);
        return redis.write(
                pipeline -> {
                    entering.run();
                    return pipeline.incr(key);
                },
                count -> {
                    answered.run();
                    return count == null ? 0L : count;
                });
    }

    private static Throwable any(Random random) {
        return THROWN.get(random.nextInt(THROWN.size())).get();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
