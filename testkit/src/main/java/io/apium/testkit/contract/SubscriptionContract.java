package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.broker.Broker;
import io.apium.broker.Broker.Subscription;
import io.apium.broker.Delivery;
import io.apium.task.TaskId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What {@link Broker#consume} promises: the number of unacked messages, and the outcome of each. */
public interface SubscriptionContract {

    /** The broker under test, the same one throughout a test. */
    Broker broker();

    @Test
    default void no_more_than_prefetch_are_unsettled_over_all_queues_together() throws Exception {
        TestQueue one = TestQueue.of(broker());
        TestQueue other = TestQueue.of(broker());
        one.publish(10);
        other.publish(10);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();

        try (Subscription _ = broker().consume(List.of(one.name(), other.name()), 4, inbox)) {
            for (int round = 0; round < 5; round++) {
                List<Delivery> unacked = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    unacked.add(inbox.next());
                }
                assertThat(inbox.size()).as("delivered beyond the prefetch").isZero();
                unacked.forEach(Delivery::ack);
            }
        }
    }

    @Test
    default void a_consumer_is_attached_from_when_the_broker_knows_of_it_until_it_is_cancelled() throws Exception {
        TestQueue one = TestQueue.of(broker());
        TestQueue other = TestQueue.of(broker());

        try (Subscription subscription =
                broker().consume(List.of(one.name(), other.name()), 4, new ListenerInbox<>())) {
            await().atMost(ListenerInbox.PATIENCE).until(subscription::isAttached);
            assertThat(subscription.unattached()).isEmpty();
            subscription.cancel();
            assertThat(subscription.isAttached()).isFalse();
        }
    }

    @Test
    default void a_sink_that_throws_over_one_message_gets_the_others_once() throws Exception {
        TestQueue queue = TestQueue.of(broker());
        queue.publish(3);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        AtomicBoolean thrown = new AtomicBoolean();

        try (Subscription _ = broker().consume(List.of(queue.name()), 10, delivery -> {
            if (thrown.compareAndSet(false, true)) {
                throw new IllegalStateException("the sink of a test throws over the first message");
            }
            inbox.accept(delivery);
        })) {
            List<Delivery> others = List.of(inbox.next(), inbox.next());
            assertThat(others).extracting(Delivery::redelivered).containsOnly(false);
            others.forEach(Delivery::ack);
        }
    }

    @Test
    default void a_message_given_back_is_delivered_again_and_says_so() throws Exception {
        TestQueue queue = TestQueue.of(broker());
        queue.publish(1);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();

        try (Subscription _ = broker().consume(List.of(queue.name()), 1, inbox)) {
            Delivery first = inbox.next();
            first.requeue();
            Delivery second = inbox.next();
            second.ack();

            assertThat(first.redelivered()).isFalse();
            assertThat(second.redelivered()).isTrue();
            assertThat(second.content()).isEqualTo(first.content());
        }
    }

    @Test
    default void a_message_counts_as_unsettled_until_it_is_settled_once() throws Exception {
        TestQueue queue = TestQueue.of(broker());
        queue.publish(2);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();

        try (Subscription subscription = broker().consume(List.of(queue.name()), 2, inbox)) {
            Delivery first = inbox.next();
            Delivery second = inbox.next();
            assertThat(subscription.unsettled()).isEqualTo(2);

            first.ack();
            first.requeue();
            assertThat(subscription.unsettled()).isOne();
            subscription.cancel();
            second.requeue();
            assertThat(subscription.unsettled()).isZero();
        }
    }

    @Test
    default void messages_may_be_acked_in_any_order() throws Exception {
        TestQueue queue = TestQueue.of(broker());
        queue.publish(3);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();

        try (Subscription _ = broker().consume(List.of(queue.name()), 3, inbox)) {
            List<Delivery> unacked = List.of(inbox.next(), inbox.next(), inbox.next());
            unacked.reversed().forEach(Delivery::ack);
        }

        queue.assertThatNothingIsLeft();
    }

    @Test
    default void an_ack_settles_its_own_message_alone() throws Exception {
        TestQueue queue = TestQueue.of(broker());
        queue.publish(3);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        Set<TaskId> left = new HashSet<>();

        try (Subscription _ = broker().consume(List.of(queue.name()), 3, inbox)) {
            left.add(TestQueue.idOf(inbox.next()));
            left.add(TestQueue.idOf(inbox.next()));
            inbox.next().ack();
        }

        ListenerInbox<Delivery> next = new ListenerInbox<>();
        try (Subscription _ = broker().consume(List.of(queue.name()), 3, next)) {
            List<Delivery> again = List.of(next.next(), next.next());
            again.forEach(Delivery::ack);
            assertThat(again).extracting(TestQueue::idOf).containsExactlyInAnyOrderElementsOf(left);
        }
        queue.assertThatNothingIsLeft();
    }

    @Test
    default void a_message_is_settled_once_and_a_second_call_does_nothing() throws Exception {
        TestQueue queue = TestQueue.of(broker());
        queue.publish(2);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();

        try (Subscription _ = broker().consume(List.of(queue.name()), 1, inbox)) {
            Delivery first = inbox.next();
            first.ack();
            first.ack();
            first.requeue();
            Delivery second = inbox.next();
            second.ack();
            assertThat(TestQueue.idOf(second)).isNotEqualTo(TestQueue.idOf(first));
        }

        queue.assertThatNothingIsLeft();
    }

    @Test
    default void a_cancelled_consumer_takes_no_more_but_may_settle_what_it_has() throws Exception {
        TestQueue queue = TestQueue.of(broker());
        queue.publish(1);
        ListenerInbox<Delivery> cancelled = new ListenerInbox<>();
        ListenerInbox<Delivery> other = new ListenerInbox<>();

        try (Subscription subscription = broker().consume(List.of(queue.name()), 10, cancelled)) {
            Delivery unacked = cancelled.next();
            subscription.cancel();
            queue.publish(1);
            try (Subscription _ = broker().consume(List.of(queue.name()), 10, other)) {
                Delivery later = other.next();
                later.ack();
                assertThat(TestQueue.idOf(later)).isNotEqualTo(TestQueue.idOf(unacked));
            }
            unacked.ack();
        }

        assertThat(cancelled.size()).isZero();
        queue.assertThatNothingIsLeft();
    }

    @Test
    default void a_closed_consumer_gives_back_what_it_has_not_settled() throws Exception {
        TestQueue queue = TestQueue.of(broker());
        queue.publish(1);
        ListenerInbox<Delivery> closed = new ListenerInbox<>();
        ListenerInbox<Delivery> other = new ListenerInbox<>();
        Delivery unacked;

        try (Subscription _ = broker().consume(List.of(queue.name()), 10, closed)) {
            unacked = closed.next();
        }

        try (Subscription _ = broker().consume(List.of(queue.name()), 10, other)) {
            Delivery again = other.next();
            again.ack();
            assertThat(TestQueue.idOf(again)).isEqualTo(TestQueue.idOf(unacked));
            assertThat(again.redelivered()).isTrue();
        }
    }
}
