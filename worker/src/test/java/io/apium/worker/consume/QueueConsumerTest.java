package io.apium.worker.consume;

import static io.apium.worker.node.WorkerFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.Signature;
import io.apium.task.QueueName;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import io.apium.worker.attempt.InFlight;
import io.apium.worker.attempt.LostWorkerCounter;
import io.apium.worker.handler.Samples;
import io.apium.worker.pool.Pool;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class QueueConsumerTest {

    private static final int SLOTS = 2;
    private static final int MOST = 20;

    private final MemoryBroker broker = new MemoryBroker();
    private final LostWorkerCounter lostWorkers =
            new LostWorkerCounter(new MemoryStore(() -> Samples.NOW).redeliveries());
    private final InFlight inFlight = new InFlight(lostWorkers);
    private final Pool pool = new Pool(Pool.Kind.VIRTUAL, SLOTS, QueueConsumerTest.class.getClassLoader());
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicInteger started = new AtomicInteger();
    private final QueueConsumer consumer = new QueueConsumer(
            broker, List.of(QueueName.DEFAULT), this::run, inFlight, pool, new PrefetchController(SLOTS, MOST));

    @AfterEach
    void close() {
        consumer.close();
        mayEnd.countDown();
        pool.close();
    }

    /** Runs each delivery in the pool. No attempt ends before {@code mayEnd} is counted down. */
    private void run(Delivery delivery) {
        Content.Task content = (Content.Task) delivery.content();
        inFlight.take(content.message(), delivery)
                .ifPresent(attempt -> pool.execute(() -> {
                    if (attempt.claim()) {
                        started.incrementAndGet();
                        awaitEnd();
                        inFlight.ack(attempt);
                    }
                }));
    }

    @Test
    void it_takes_one_for_each_slot_at_first() {
        publish(10);

        consumer.look();
        await().atMost(LIMIT).until(() -> started.get() == SLOTS);
        consumer.look();

        assertThat(broker.unsettled()).isEqualTo(SLOTS);
        assertThat(broker.ready(QueueName.DEFAULT)).isEqualTo(10 - SLOTS);
    }

    @Test
    void it_takes_more_while_its_pool_is_quick_and_gives_it_back_when_long_tasks_come() {
        beQuick();
        publish(30);
        await().atMost(LIMIT).until(() -> broker.unsettled() == MOST && started.get() == SLOTS);

        for (int i = 0; i < 10; i++) {
            consumer.look();
        }

        await().atMost(LIMIT).until(() -> broker.unsettled() == SLOTS);
        assertThat(broker.ready(QueueName.DEFAULT)).isEqualTo(30 - SLOTS);
        assertThat(inFlight.anyWaits()).isFalse();
    }

    @Test
    void nothing_is_lost_or_run_twice_when_what_went_back_comes_again() {
        beQuick();
        publish(30);
        await().atMost(LIMIT).until(() -> broker.unsettled() == MOST && started.get() == SLOTS);
        for (int i = 0; i < 10; i++) {
            consumer.look();
        }

        mayEnd.countDown();

        await().atMost(LIMIT).until(() -> {
            consumer.look();
            return broker.ready(QueueName.DEFAULT) == 0 && broker.unsettled() == 0;
        });
        assertThat(started).hasValue(30);
    }

    @Test
    void a_number_that_was_given_is_kept() {
        consumer.start(7);
        publish(10);

        await().atMost(LIMIT).until(() -> broker.unsettled() == 7);
        assertThat(broker.ready(QueueName.DEFAULT)).isEqualTo(3);
    }

    @Test
    void it_takes_for_as_many_slots_as_there_are_now() {
        publish(10);
        consumer.look();

        pool.resize(5);
        consumer.resize(5);
        await().atMost(LIMIT).until(() -> broker.unsettled() == 5 && started.get() == 5);

        pool.resize(1);
        consumer.resize(1);
        mayEnd.countDown();
        await().atMost(LIMIT).until(() -> {
            consumer.look();
            return broker.ready(QueueName.DEFAULT) == 0 && broker.unsettled() == 0;
        });
        assertThat(started).hasValue(10);
    }

    @Test
    void queues_come_and_go() {
        QueueName mail = new QueueName("mail");
        publish(10);
        consumer.look();
        await().atMost(LIMIT).until(() -> broker.unsettled() == SLOTS);

        consumer.add(mail);
        assertThat(consumer.queues()).containsExactly(QueueName.DEFAULT, mail);
        assertThat(consumer.remove(QueueName.DEFAULT)).isTrue();
        assertThat(consumer.remove(QueueName.DEFAULT)).isFalse();
        mayEnd.countDown();
        consumer.look();
        await().atMost(LIMIT).until(() -> broker.unsettled() == 0);
        assertThat(consumer.queues()).containsExactly(mail);
        assertThat(broker.ready(QueueName.DEFAULT)).as("stays where it is").isEqualTo(10 - SLOTS);

        assertThat(consumer.remove(mail)).isTrue();
        consumer.look();
        consumer.add(QueueName.DEFAULT);
        await().atMost(LIMIT).until(() -> {
            consumer.look();
            return broker.ready(QueueName.DEFAULT) == 0 && broker.unsettled() == 0;
        });
    }

    /** Has ended so many that more are worth taking. */
    private void beQuick() {
        consumer.look();
        for (int i = 0; i < 100; i++) {
            pool.execute(() -> {});
        }
        await().atMost(LIMIT).until(() -> pool.ended() == 100);
        consumer.look();
    }

    private void publish(int messages) {
        for (int i = 0; i < messages; i++) {
            broker.publish(Samples.message(Signature.of("t"))).join();
        }
    }

    private void awaitEnd() {
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
