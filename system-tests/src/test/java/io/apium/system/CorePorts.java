package io.apium.system;

import io.apium.broker.Broker;
import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.canvas.Canvas;
import io.apium.canvas.Submission;
import io.apium.canvas.TaskMessage;
import io.apium.client.TaskClient;
import io.apium.client.TaskCompletion;
import io.apium.store.ChordStore;
import io.apium.store.DeadLetterStore;
import io.apium.store.ResultStore;
import io.apium.store.WorkerRegistry;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.contract.ListenerInbox;
import java.time.Duration;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** The ports of core on real servers in this JVM: for a client, and for a stand-in of a worker that dies. */
final class CorePorts implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConfigurableApplicationContext context;

    /** The steps of a worker up to its death. */
    interface Steps {
        void take(TaskMessage message) throws Exception;
    }

    private CorePorts(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static CorePorts on(String brokerUrl, String resultUrl) {
        return new CorePorts(ClientContext.on(brokerUrl, resultUrl));
    }

    ResultStore results() {
        return context.getBean(ResultStore.class);
    }

    ChordStore chords() {
        return context.getBean(ChordStore.class);
    }

    /** Those that are there, and for some seconds those that were killed. */
    WorkerRegistry workers() {
        return context.getBean(WorkerRegistry.class);
    }

    DeadLetterStore deadLetters() {
        return context.getBean(DeadLetterStore.class);
    }

    TaskCompletion debts() {
        return context.getBean(TaskCompletion.class);
    }

    Submission send(Canvas canvas) throws Exception {
        return ListenerInbox.done(context.getBean(TaskClient.class).send(canvas));
    }

    /** How the task ended, which is waited for. */
    TaskRecord.Ended ended(TaskId id) throws InterruptedException {
        return context.getBean(TaskClient.class)
                .await(id, PATIENCE)
                .orElseThrow(() -> new AssertionError("task " + id + " did not end within " + PATIENCE));
    }

    /** Takes the next message of the queue, goes so far with it, and is gone without an ack. */
    TaskMessage takeAndDie(String queue, Steps steps) throws Exception {
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        try (Broker.Subscription _ = context.getBean(Broker.class).consume(List.of(new QueueName(queue)), 1, inbox)) {
            TaskMessage message = switch (inbox.next().content()) {
                case Content.Task(TaskMessage task) -> task;
                case Content.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
            };
            steps.take(message);
            return message;
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
