package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.broker.Broker;
import io.apium.broker.Broker.Subscription;
import io.apium.broker.Delivery;
import io.apium.broker.QueueInspector;
import io.apium.broker.QueueInspector.QueueDepth;
import io.apium.task.QueueName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link QueueInspector} promises while the broker is there. */
public interface QueueInspectorContract {

    Broker broker();

    QueueInspector inspector();

    @Test
    default void a_queue_has_the_messages_that_wait_and_its_consumers() throws Exception {
        QueueName queue = TaskExamples.queue();
        publish(queue, 3);
        awaitDepth(queue, new QueueDepth(3, 0));
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();

        try (Subscription _ = broker().consume(List.of(queue), 1, inbox)) {
            Delivery first = inbox.next();

            awaitDepth(queue, new QueueDepth(2, 1));
            first.ack();
        }
        awaitDepth(queue, new QueueDepth(2, 0));
    }

    @Test
    default void queues_that_do_not_exist_are_left_out_and_the_others_are_not() throws Exception {
        QueueName one = TaskExamples.queue();
        QueueName two = TaskExamples.queue();
        QueueName missing = TaskExamples.queue();
        publish(one, 1);
        publish(two, 1);

        assertThat(inspector().depths(List.of(one, missing, two))).containsOnlyKeys(one, two);
        assertThat(inspector().depths(List.of())).isEmpty();
    }

    @Test
    default void a_queue_that_was_declared_for_a_message_is_created() throws Exception {
        QueueName queue = TaskExamples.queue();
        publish(queue, 1);

        await().untilAsserted(() -> assertThat(inspector().created()).contains(queue));
    }

    @Test
    default void a_purge_deletes_what_waits_and_nothing_that_a_consumer_has() throws Exception {
        QueueName queue = TaskExamples.queue();
        publish(queue, 3);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        try (Subscription _ = broker().consume(List.of(queue), 1, inbox)) {
            Delivery held = inbox.next();
            awaitDepth(queue, new QueueDepth(2, 1));

            assertThat(inspector().purge(queue)).hasValue(2);

            awaitDepth(queue, new QueueDepth(0, 1));
            held.requeue();
            assertThat(inbox.next().redelivered()).isTrue();
        }
    }

    @Test
    default void a_missing_queue_cannot_be_purged() {
        assertThat(inspector().purge(TaskExamples.queue())).isEmpty();
    }

    private void publish(QueueName queue, int messages) throws Exception {
        for (int i = 0; i < messages; i++) {
            ListenerInbox.done(broker().publish(TaskExamples.simple(queue)));
        }
    }

    private void awaitDepth(QueueName queue, @Nullable QueueDepth depth) {
        await().untilAsserted(() ->
                assertThat(inspector().depths(List.of(queue)).get(queue)).isEqualTo(depth));
    }
}
