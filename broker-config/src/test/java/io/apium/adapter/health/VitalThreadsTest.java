package io.apium.adapter.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class VitalThreadsTest {

    private final VitalThreads vital = new VitalThreads();
    private final CountDownLatch end = new CountDownLatch(1);

    static Stream<Runnable> ends() {
        return Stream.of(
                () -> {
                    throw new OutOfMemoryError("injected");
                },
                () -> {
                    throw new IllegalStateException("injected");
                },
                () -> {});
    }

    @ParameterizedTest
    @MethodSource("ends")
    void a_thread_that_has_ended_unasked_is_dead_however_it_ended(Runnable how) throws InterruptedException {
        vital.start(Thread.ofVirtual().name("lives"), this::awaitEnd);
        Thread dies = vital.start(Thread.ofPlatform().daemon().name("dies"), how);
        dies.join();

        assertThat(vital.dead()).containsExactly("dies");
    }

    @Test
    void one_that_was_released_may_end() throws InterruptedException {
        Thread ends = vital.start(Thread.ofVirtual().name("ends"), this::awaitEnd);
        vital.release(ends);
        end.countDown();
        ends.join();

        assertThat(vital.dead()).isEmpty();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
