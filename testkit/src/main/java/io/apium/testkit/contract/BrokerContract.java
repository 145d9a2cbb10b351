package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.broker.Broker;
import io.apium.broker.Broker.Subscription;
import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.task.JsonText;
import io.apium.task.QueueName;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link Broker} promises while it is there, its subscriptions with it. */
public interface BrokerContract extends SubscriptionContract {

    @Test
    default void a_broker_that_is_there_is_reachable() {
        assertThat(broker().isReachable()).isTrue();
    }

    @Test
    default void a_message_is_delivered_with_all_that_it_carried() throws Exception {
        QueueName queue = TaskExamples.queue();
        TaskMessage message = TaskExamples.intricate(queue);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();

        ListenerInbox.done(broker().publish(message));

        try (Subscription _ = broker().consume(List.of(queue), 1, inbox)) {
            Delivery delivery = inbox.next();
            delivery.ack();
            assertThat(delivery.content()).isEqualTo(new Content.Task(message));
            assertThat(delivery.queue()).isEqualTo(queue);
            assertThat(delivery.redelivered()).isFalse();
            assertThat(delivery.sentAt()).isNotNull();
        }
    }

    @Test
    default void a_message_that_names_no_queue_goes_to_the_default_queue() throws Exception {
        TaskMessage message = TaskExamples.routed(TaskExamples.simple(QueueName.DEFAULT), null);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();

        ListenerInbox.done(broker().publish(message));

        try (Subscription _ = broker().consume(List.of(QueueName.DEFAULT), 1, inbox)) {
            Delivery delivery = inbox.next();
            while (!TestQueue.idOf(delivery).equals(message.id())) {
                delivery.ack();
                delivery = inbox.next();
            }
            delivery.ack();
            assertThat(delivery.queue()).isEqualTo(QueueName.DEFAULT);
            assertThat(delivery.content()).isEqualTo(new Content.Task(TaskExamples.routed(message, QueueName.DEFAULT)));
        }
    }

    @Test
    default void a_message_published_as_it_came_is_the_same_task_in_another_queue() throws Exception {
        QueueName queue = TaskExamples.queue();
        QueueName other = TaskExamples.queue();
        TaskMessage message = TaskExamples.simple(queue);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        ListenerInbox.done(broker().publish(message));

        try (Subscription _ = broker().consume(List.of(queue, other), 1, inbox)) {
            Delivery first = inbox.next();
            ListenerInbox.done(broker().publish(other, first.raw()));
            first.ack();
            Delivery second = inbox.next();
            second.ack();

            assertThat(second.queue()).isEqualTo(other);
            assertThat(second.content()).isEqualTo(new Content.Task(TaskExamples.routed(message, other)));
            assertThat(second.redelivered()).isFalse();
        }
    }

    @Test
    default void a_message_as_it_came_says_which_task_it_is() throws Exception {
        QueueName queue = TaskExamples.queue();
        TaskMessage message = TaskExamples.simple(queue);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        ListenerInbox.done(broker().publish(message));

        try (Subscription _ = broker().consume(List.of(queue), 1, inbox)) {
            Delivery delivery = inbox.next();
            delivery.ack();

            assertThat(delivery.raw().headers())
                    .containsEntry("id", message.id().value())
                    .containsEntry("task", message.task())
                    .containsEntry("retries", 0);
        }
    }

    @Test
    default void a_reply_comes_to_the_queue_of_the_client_that_waits_for_it() throws Exception {
        QueueName client = TaskExamples.queue();
        TaskId id = TaskId.random();
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();

        try (Subscription subscription = broker().consume(List.of(client), 1, inbox)) {
            await().atMost(ListenerInbox.PATIENCE).until(subscription::isAttached);
            ListenerInbox.done(broker().reply(client, succeeded(id)));

            Delivery delivery = inbox.next();
            delivery.ack();
            assertThat(delivery.content()).isInstanceOf(Content.Unreadable.class);
        }
    }

    @Test
    default void a_reply_to_a_client_that_is_gone_is_no_failure_and_nor_is_the_next() throws Exception {
        QueueName gone = TaskExamples.queue();

        ListenerInbox.done(broker().reply(gone, succeeded(TaskId.random())));
        ListenerInbox.done(broker().reply(gone, succeeded(TaskId.random())));
    }

    private static TaskRecord succeeded(TaskId id) {
        return new TaskRecord.Succeeded(id, new JsonText("42"), Instant.EPOCH, ResultMetadata.UNKNOWN);
    }

    @Test
    default void a_delivery_knows_how_long_its_message_is() throws Exception {
        TestQueue queue = TestQueue.of(broker());
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        ListenerInbox.done(broker().publish(TaskExamples.echo("x".repeat(10), queue.name())));
        ListenerInbox.done(broker().publish(TaskExamples.echo("x".repeat(1_010), queue.name())));

        try (Subscription _ = broker().consume(List.of(queue.name()), 1, inbox)) {
            Delivery brief = inbox.next();
            brief.ack();
            Delivery longer = inbox.next();
            longer.ack();

            assertThat(brief.bytes()).isBetween(10, 500);
            assertThat(longer.bytes()).isEqualTo(brief.bytes() + 1_000);
        }
    }

    @Test
    default void a_sink_may_publish() throws Exception {
        TestQueue queue = TestQueue.of(broker());
        QueueName next = TaskExamples.queue();
        queue.publish(1);
        ListenerInbox<CompletableFuture<Void>> published = new ListenerInbox<>();
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();

        try (Subscription _ = broker().consume(List.of(queue.name()), 1, delivery -> {
                    published.accept(broker().publish(TaskExamples.simple(next)).thenRun(delivery::ack));
                });
                Subscription _ = broker().consume(List.of(next), 1, inbox)) {
            inbox.next().ack();
            ListenerInbox.done(published.next());
        }

        queue.assertThatNothingIsLeft();
    }

    @Test
    default void many_messages_published_at_once_all_arrive() throws Exception {
        QueueName queue = TaskExamples.queue();
        List<TaskMessage> messages =
                Stream.generate(() -> TaskExamples.simple(queue)).limit(1_000).toList();
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        Set<TaskId> arrived = new HashSet<>();

        try (Subscription _ = broker().consume(List.of(queue), 100, inbox)) {
            List<CompletableFuture<Void>> confirmed =
                    messages.parallelStream().map(broker()::publish).toList();
            for (int i = 0; i < messages.size(); i++) {
                Delivery delivery = inbox.next();
                arrived.add(TestQueue.idOf(delivery));
                delivery.ack();
            }
            ListenerInbox.done(CompletableFuture.allOf(confirmed.toArray(CompletableFuture<?>[]::new)));
        }

        assertThat(arrived)
                .hasSameElementsAs(messages.stream().map(TaskMessage::id).toList());
    }
}
