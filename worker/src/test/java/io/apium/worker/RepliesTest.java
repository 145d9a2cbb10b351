package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.Delivery.Content;
import io.apium.broker.MessageRejectedException;
import io.apium.canvas.RelativeTime;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.task.QueueName;
import io.apium.task.TaskRecord;
import io.apium.worker.ThrowingPorts.Refusal;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Celery's clients with the result backend rpc:// wait in queues of their own. */
@Timeout(30)
class RepliesTest {

    private static final QueueName CLIENT = new QueueName("59c4fb46-8d0c-3d8e-b2a5-9d1ff2dc0d3a");

    static class Tasks {

        @Task("echo")
        Object echo(Object value) {
            return value;
        }

        @Task("fails")
        void fails() {
            throw new IllegalStateException("as ever");
        }

        @Task("again")
        void again(TaskContext context) {
            throw context.retry(Duration.ofHours(1));
        }
    }

    private final WorkerFixture fixture = WorkerFixture.started(new Tasks());

    private final List<Content.Unreadable> replies = new CopyOnWriteArrayList<>();

    /** The memory broker creates the queue of the client when {@code ready} is called. */
    @BeforeEach
    void declare() {
        fixture.broker.ready(CLIENT);
        fixture.broker.consume(List.of(CLIENT), 1, delivery -> {
            replies.add((Content.Unreadable) delivery.content());
            delivery.ack();
        });
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({"echo, SUCCESS", "fails, FAILURE", "again, RETRY", "nobody.knows, FAILURE", "expired, REVOKED"})
    void the_client_is_told_how_its_task_stands(String task, String state) {
        Signature asked = task.equals("echo") ? Signature.of(task, 1) : Signature.of(task);
        TaskMessage message = message(
                task.equals("expired")
                        ? Samples.timed(
                                Signature.of("echo", 1),
                                new TaskOptions.Timing(null, new RelativeTime.At(Samples.NOW), null, null))
                        : asked,
                false,
                CLIENT.name());

        fixture.publish(message);
        fixture.awaitSettled();

        await().atMost(WorkerFixture.LIMIT).until(() -> !replies.isEmpty());
        assertThat(replies).singleElement().satisfies(reply -> {
            assertThat(reply.id()).isEqualTo(message.id());
            assertThat(reply.reason()).isEqualTo("a reply: " + state);
        });
    }

    @Test
    void a_client_that_wants_no_result_is_told_nothing() {
        fixture.publish(message(Signature.of("echo", 1), true, CLIENT.name()));
        fixture.awaitSettled();

        assertThat(replies).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody-is-there", "amq.gen-x", "worker.celery.pidbox", "with space"})
    void a_queue_that_is_not_there_or_cannot_be_a_clients_costs_the_task_nothing(String client) {
        TaskMessage message = message(Signature.of("echo", 1), false, client);
        fixture.publish(message);
        fixture.awaitSettled();

        assertThat(fixture.record(message.id())).isInstanceOf(TaskRecord.Succeeded.class);
        assertThat(replies).isEmpty();
        assertThat(fixture.store.deadLetters().letters()).isEmpty();
    }

    @Test
    void a_reply_that_can_never_be_sent_costs_the_task_nothing() {
        fixture.ports.refuse(
                new Refusal(CLIENT::equals, true, () -> new MessageRejectedException("the reply is too large", null)));
        TaskMessage message = message(Signature.of("echo", 1), false, CLIENT.name());
        fixture.publish(message);
        fixture.awaitSettled();

        assertThat(fixture.record(message.id())).isInstanceOf(TaskRecord.Succeeded.class);
    }

    @Test
    void a_reply_that_cannot_be_sent_now_is_sent_when_the_message_comes_again() {
        fixture.ports.refuse(new Refusal(CLIENT::equals, true, () -> new BrokerUnavailableException("away", null)));
        TaskMessage message = message(Signature.of("echo", 1), false, CLIENT.name());
        fixture.publish(message);
        fixture.ended(message.id());
        fixture.ports.refuse(new Refusal(_ -> false, true, IllegalStateException::new));
        fixture.awaitSettled();

        await().atMost(WorkerFixture.LIMIT).until(() -> replies.size() == 1);
    }

    private static TaskMessage message(Signature asked, boolean ignored, @Nullable String client) {
        return Samples.message(asked.with(asked.options().withReply(new TaskOptions.Reply(ignored, client, null))));
    }
}
