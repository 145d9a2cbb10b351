package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.broker.Broker;
import io.apium.broker.Broker.Subscription;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link Broker} promises when the server goes away and comes back. */
public interface BrokerOutageContract {

    /** The broker under test, the same one throughout a test. */
    Broker broker();

    /** Takes the server away, with all its connections. */
    void fail() throws Exception;

    /** Brings the server back, with the messages that it had confirmed. */
    void recover() throws Exception;

    @Test
    default void publishing_fails_while_the_broker_is_away_and_works_again_after() throws Exception {
        QueueName queue = TaskExamples.queue();
        ListenerInbox.done(broker().publish(TaskExamples.simple(queue)));

        fail();
        try {
            await().atMost(ListenerInbox.PATIENCE).until(() -> !broker().isReachable());
            assertThatThrownBy(() -> ListenerInbox.done(broker().publish(TaskExamples.simple(queue))))
                    .hasCauseInstanceOf(BrokerUnavailableException.class);
        } finally {
            recover();
        }

        await().atMost(ListenerInbox.PATIENCE).until(() -> broker().isReachable());
        ListenerInbox.done(broker().publish(TaskExamples.simple(queue)));
        assertThat(broker().isReachable()).isTrue();
    }

    @Test
    default void those_who_publish_all_the_time_are_served_when_it_is_back() throws Exception {
        QueueName queue = TaskExamples.queue();
        ListenerInbox.done(broker().publish(TaskExamples.simple(queue)));

        fail();
        try {
            await().atMost(ListenerInbox.PATIENCE).until(() -> !isPublished(queue));
            assertThat(isPublished(queue)).isFalse();
        } finally {
            recover();
        }

        await().atMost(ListenerInbox.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> isPublished(queue));
    }

    @Test
    default void a_consumer_goes_on_and_gets_again_what_it_had_not_settled() throws Exception {
        QueueName queue = TaskExamples.queue();
        TaskMessage before = TaskExamples.simple(queue);
        TaskMessage after = TaskExamples.simple(queue);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        ListenerInbox.done(broker().publish(before));

        try (Subscription subscription = broker().consume(List.of(queue), 1, inbox)) {
            Delivery lost = inbox.next();
            fail();
            await().atMost(ListenerInbox.PATIENCE).until(() -> !subscription.isAttached());
            recover();
            Delivery again = inbox.next();
            await().atMost(ListenerInbox.PATIENCE).until(subscription::isAttached);
            lost.ack();
            again.ack();
            await().atMost(ListenerInbox.PATIENCE).until(() -> broker().isReachable());
            ListenerInbox.done(broker().publish(after));
            Delivery next = inbox.next();
            next.ack();

            assertThat(again.content()).isEqualTo(new Content.Task(before));
            assertThat(again.redelivered()).isTrue();
            assertThat(next.content()).isEqualTo(new Content.Task(after));
        }
    }

    private boolean isPublished(QueueName queue) throws Exception {
        return ListenerInbox.done(broker().publish(TaskExamples.simple(queue)).handle((_, failure) -> failure == null));
    }
}
