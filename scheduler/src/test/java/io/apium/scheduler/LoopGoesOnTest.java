package io.apium.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.client.TaskPublisher;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loop continues after a cycle that throws. */
@Timeout(30)
class LoopGoesOnTest {

    private final InstantSource clock = InstantSource.system();
    private final MemoryStore store = new MemoryStore(clock);
    private final TaskPublisher publisher = store.sender(new MemoryBroker());

    static Stream<Supplier<Throwable>> thrown() {
        return Stream.of(
                () -> new ArithmeticException("injected"),
                () -> new StackOverflowError("injected"),
                () -> new OutOfMemoryError("injected"),
                () -> new NoClassDefFoundError("injected"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void a_turn_that_throws_is_not_the_last(Supplier<Throwable> injected) {
        int[] turns = {0};
        SchedulerLoop loop = loop(() -> {
            if (turns[0]++ < 2) {
                LoopGoesOnTest.<RuntimeException>sneaky(injected.get());
            }
            return System.nanoTime();
        });

        loop.start();
        try {
            await().until(() -> loop.lastCycle() != null);
            assertThat(loop.isAlive()).isTrue();
        } finally {
            loop.stop();
        }
    }

    private SchedulerLoop loop(LongSupplier nanos) {
        List<Duty> duties = List.of(new DelayedTaskDuty(store.revocations()));
        SchedulerStores stores =
                new SchedulerStores(store.ledger(), store.results(), store.revocations(), store.flowTimes());
        EffectExecutor effects = new EffectExecutor(store.debts(publisher), stores, clock);
        SchedulerMetrics metrics = new SchedulerMetrics(new SimpleMeterRegistry(), duties, store.ledger());
        LedgerCycle.Leases leases = new LedgerCycle.Leases(50, Duration.ofSeconds(1), nanos);
        return new SchedulerLoop(
                new LedgerCycle(store.ledger(), duties, effects, metrics, leases), store.ledger(), clock);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
