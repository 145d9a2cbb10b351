package io.apium.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.broker.BrokerUnavailableException;
import io.apium.store.StoreUnavailableException;
import io.apium.task.QueueName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnusedQueueRemovalTest {

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    static Stream<Supplier<Throwable>> thrown() {
        return Stream.of(
                () -> new BrokerUnavailableException("away", null),
                () -> new StoreUnavailableException("away", null),
                () -> new IllegalStateException("injected"),
                () -> new OutOfMemoryError("injected"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void a_look_that_throws_does_not_end_those_that_come_later(Supplier<Throwable> thrown) {
        List<Instant> looks = new ArrayList<>();
        UnusedQueueRemoval removal = new UnusedQueueRemoval(
                now -> {
                    looks.add(now);
                    UnusedQueueRemovalTest.<RuntimeException>sneaky(thrown.get());
                    return List.of();
                },
                () -> NOW);

        removal.deleteUnused();
        removal.deleteUnused();

        assertThat(looks).containsExactly(NOW, NOW);
    }

    @Test
    void it_starts_and_stops_with_the_scheduler() {
        UnusedQueueRemoval removal = new UnusedQueueRemoval(now -> List.of(new QueueName("gone")), () -> NOW);

        removal.start();
        assertThat(removal.isRunning()).isTrue();
        removal.deleteUnused();
        removal.stop();
        assertThat(removal.isRunning()).isFalse();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
