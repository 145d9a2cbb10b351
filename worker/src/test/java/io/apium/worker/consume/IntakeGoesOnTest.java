package io.apium.worker.consume;

import static io.apium.worker.node.WorkerFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.broker.Broker;
import io.apium.broker.Delivery;
import io.apium.broker.RawMessage;
import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import io.apium.worker.attempt.InFlight;
import io.apium.worker.attempt.LostWorkerCounter;
import io.apium.worker.handler.MonotonicTime;
import io.apium.worker.handler.Samples;
import io.apium.worker.pool.Pool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever one tick throws, there is a next one: an executor would drop the job for ever. */
@Timeout(30)
class IntakeGoesOnTest {

    private static final int FAILING_TICKS = 3;

    /** A broker whose consumers cannot say at first whether they are attached. */
    private record Troubled(Broker broker, AtomicInteger asked, Supplier<Error> thrown) implements Broker {

        @Override
        public CompletableFuture<Void> publish(TaskMessage message) {
            return broker.publish(message);
        }

        @Override
        public CompletableFuture<Void> publish(QueueName queue, RawMessage message) {
            return broker.publish(queue, message);
        }

        @Override
        public CompletableFuture<Void> reply(QueueName client, TaskRecord record) {
            return broker.reply(client, record);
        }

        @Override
        public boolean isReachable() {
            return broker.isReachable();
        }

        @Override
        public Subscription consume(List<QueueName> queues, int prefetch, Consumer<Delivery> sink) {
            Subscription consumer = broker.consume(queues, prefetch, sink);
            return new Subscription() {
                @Override
                public boolean isAttached() {
                    if (asked.incrementAndGet() <= FAILING_TICKS) {
                        throw thrown.get();
                    }
                    return consumer.isAttached();
                }

                @Override
                public Map<QueueName, String> unattached() {
                    return consumer.unattached();
                }

                @Override
                public int unsettled() {
                    return consumer.unsettled();
                }

                @Override
                public void cancel() {
                    consumer.cancel();
                }

                @Override
                public void close() {
                    consumer.close();
                }
            };
        }
    }

    static Stream<Supplier<Error>> thrown() {
        return Stream.of(
                () -> new OutOfMemoryError("injected"),
                () -> new StackOverflowError("injected"),
                () -> new NoClassDefFoundError("injected"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void a_tick_that_throws_is_not_the_last(Supplier<Error> thrown) {
        LostWorkerCounter lostWorkers = new LostWorkerCounter(new MemoryStore(() -> Samples.NOW).redeliveries());
        Pool pool = new Pool(Pool.Kind.VIRTUAL, 2, IntakeGoesOnTest.class.getClassLoader());
        Broker broker = new Troubled(new MemoryBroker(), new AtomicInteger(), thrown);
        List<QueueName> queues = List.of(QueueName.DEFAULT);
        try (QueueConsumer consumer = new QueueConsumer(
                broker, queues, _ -> {}, new InFlight(lostWorkers), pool, new PrefetchController(2, 20))) {
            consumer.start();

            await().atMost(LIMIT).until(() -> consumer.watchdog().isAttached(MonotonicTime.now()));
            assertThat(consumer.isAlive()).isTrue();
        }
        pool.close();
    }
}
