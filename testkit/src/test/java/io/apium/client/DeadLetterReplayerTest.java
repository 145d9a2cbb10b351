package io.apium.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.broker.Broker.Subscription;
import io.apium.broker.BrokerUnavailableException;
import io.apium.broker.Delivery;
import io.apium.broker.Delivery.Content;
import io.apium.broker.RawMessage;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.task.QueueName;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskRecord;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.memory.MemoryBroker;
import io.apium.testkit.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterReplayerTest {

    private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");
    private static final QueueName OTHER = new QueueName("other");

    private final MemoryStore store = new MemoryStore(InstantSource.fixed(NOW));
    private final MemoryBroker broker = new MemoryBroker();
    private final DeadLetterReplayer replayer = new DeadLetterReplayer(broker, store.results(), store.deadLetters());
    private final TaskMessage message = Submission.of(Signature.of("demo.echo"), SubmissionContext.client(NOW))
            .messages()
            .getFirst()
            .retried(NOW)
            .retried(NOW);

    @Test
    void a_letter_is_sent_as_if_for_the_first_time_and_its_task_may_end_anew() throws Exception {
        DeadLetter letter = exhausted();

        replayer.send(letter, OTHER).join();

        Delivery again = received(OTHER);
        assertThat(again.content()).isInstanceOfSatisfying(Content.Task.class, task -> {
            assertThat(task.message().id()).isEqualTo(message.id());
            assertThat(task.message().retries()).isZero();
            assertThat(task.message().eta()).isNull();
        });
        assertThat(store.results().find(List.of(message.id()))).isEmpty();
        assertThat(store.deadLetters().letters()).isEmpty();
    }

    @Test
    void a_message_that_comes_back_at_once_is_not_taken_for_the_letter_that_is_being_let_go_of() throws Exception {
        DeadLetter letter = exhausted();

        replayer.send(letter, OTHER).join();
        DeadLetter second = letter(Cause.EXHAUSTED, received(OTHER).raw(), message.retried(NOW));
        replayer.send(second, OTHER).join();
        DeadLetter third = letter(Cause.EXHAUSTED, received(OTHER).raw(), message.retried(NOW));

        assertThat(List.of(letter.id(), second.id(), third.id())).doesNotHaveDuplicates();
        assertThat(third.message().replays()).isEqualTo(2);
    }

    @Test
    void while_the_broker_is_away_the_letter_stays_and_can_be_replayed_later() throws Exception {
        DeadLetter letter = exhausted();
        broker.fail();

        assertThat(replayer.send(letter, OTHER))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(BrokerUnavailableException.class);
        assertThat(store.deadLetters().letters()).containsExactly(letter);

        broker.recover();
        replayer.send(letter, OTHER).join();
        assertThat(store.deadLetters().letters()).isEmpty();
        assertThat(received(OTHER).content()).isInstanceOf(Content.Task.class);
    }

    @Test
    void a_letter_that_nobody_can_read_is_sent_as_it_came() throws Exception {
        broker.inject(QueueName.DEFAULT, new Content.Unreadable("not JSON", null, null));
        Delivery first = received(QueueName.DEFAULT);
        DeadLetter letter = letter(Cause.UNREADABLE, first.raw(), null);
        store.deadLetters().keep(letter).join();

        replayer.send(letter, QueueName.DEFAULT).join();

        assertThat(received(QueueName.DEFAULT).content()).isEqualTo(first.content());
        assertThat(store.deadLetters().letters()).isEmpty();
    }

    private DeadLetter exhausted() throws Exception {
        broker.publish(message).join();
        RawMessage raw = received(QueueName.DEFAULT).raw();
        DeadLetter letter = letter(Cause.EXHAUSTED, raw, message);
        store.deadLetters().keep(letter).join();
        TaskError error = new TaskError("Unlucky", "test", List.of(), null);
        store.results()
                .end(new TaskRecord.Failed(message.id(), error, NOW, ResultMetadata.UNKNOWN))
                .join();
        return letter;
    }

    private static DeadLetter letter(Cause cause, RawMessage raw, @Nullable TaskMessage task) {
        return new DeadLetter(
                DeadLetter.idOf(cause, raw),
                cause,
                "as the test has it",
                QueueName.DEFAULT,
                task == null ? null : task.id(),
                task == null ? null : task.task(),
                raw,
                NOW);
    }

    private Delivery received(QueueName queue) throws Exception {
        ListenerInbox<Delivery> inbox = new ListenerInbox<>();
        try (Subscription _ = broker.consume(List.of(queue), 1, inbox)) {
            Delivery delivery = inbox.next();
            delivery.ack();
            return delivery;
        }
    }
}
