package io.apium.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.broker.Broker.Subscription;
import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import io.apium.testkit.contract.BrokerContract;
import io.apium.testkit.contract.BrokerOutageContract;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryBrokerTest implements BrokerContract, BrokerOutageContract {

    private final MemoryBroker broker = new MemoryBroker();

    @Override
    public MemoryBroker broker() {
        return broker;
    }

    @Override
    public void fail() {
        broker.fail();
    }

    @Override
    public void recover() {
        broker.recover();
    }

    @Test
    void an_unreadable_message_is_delivered_as_it_was_injected() throws Exception {
        QueueName queue = TaskExamples.queue();
        Content.Unreadable unreadable = new Content.Unreadable("not JSON", null, null);
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();

        broker.inject(queue, unreadable);

        try (Subscription _ = broker.consume(List.of(queue), 1, inbox)) {
            assertThat(inbox.next().content()).isEqualTo(unreadable);
        }
    }

    @Test
    void a_test_sees_what_was_published_what_is_ready_and_what_is_in_hand() throws Exception {
        QueueName queue = TaskExamples.queue();
        List<TaskMessage> messages = List.of(TaskExamples.simple(queue), TaskExamples.simple(queue));
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        messages.forEach(message -> broker.publish(message).join());

        try (Subscription _ = broker.consume(List.of(queue), 1, inbox)) {
            inbox.next();
            assertThat(broker.published()).isEqualTo(messages);
            assertThat(broker.ready(queue)).isEqualTo(1);
            assertThat(broker.unsettled()).isEqualTo(1);
        }

        assertThat(broker.ready(queue)).isEqualTo(2);
        assertThat(broker.unsettled()).isZero();
    }

    @Test
    void a_consumer_must_be_willing_to_take_at_least_one_message() {
        assertThatThrownBy(() -> broker.consume(List.of(QueueName.DEFAULT), 0, _ -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prefetch is at least 1, got: 0");
    }
}
