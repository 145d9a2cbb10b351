package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.broker.Broker;
import io.apium.broker.Broker.Subscription;
import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.TaskMessage;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.util.List;

/** A queue of a test's own. */
record TestQueue(Broker broker, QueueName name) {

    static TestQueue of(Broker broker) {
        return new TestQueue(broker, TaskExamples.queue());
    }

    void publish(int count) throws Exception {
        for (int published = 0; published < count; published++) {
            ListenerInbox.done(broker.publish(TaskExamples.simple(name)));
        }
    }

    /** Publishes one more message and sees that it is the first to come out. */
    void assertThatNothingIsLeft() throws Exception {
        TaskMessage marker = TaskExamples.simple(name);
        ListenerInbox.done(broker.publish(marker));
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        try (Subscription _ = broker.consume(List.of(name), 1, inbox)) {
            Delivery first = inbox.next();
            first.ack();
            assertThat(idOf(first)).as("first in the queue").isEqualTo(marker.id());
        }
    }

    static TaskId idOf(Delivery delivery) {
        return switch (delivery.content()) {
            case Content.Task(TaskMessage message) -> message.id();
            case Content.Unreadable unreadable ->
                throw new AssertionError("a message could not be read: " + unreadable.reason());
        };
    }
}
