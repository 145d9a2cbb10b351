package io.apium.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.broker.Broker;
import io.apium.broker.Delivery;
import io.apium.broker.MessageTooLargeException;
import io.apium.broker.RawMessage;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.FollowUps;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.canvas.UnreadableSignature;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.store.DeadLetterStore;
import io.apium.task.JsonText;
import io.apium.task.QueueName;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.memory.MemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TaskCompletionTest {

    private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    private final MemoryStore store = new MemoryStore(clock::get);
    private final Narrow broker = new Narrow();
    private final TaskCompletion completion = store.debts(store.sender(broker));

    @Test
    void a_next_step_that_is_too_large_fails_and_the_steps_after_it() {
        Submission submission =
                launched(new Chain(List.of(Signature.of("a"), Signature.of("large"), Signature.of("c"))));
        TaskMessage first = submission.messages().getFirst();

        pay(first, "\"x\"");

        assertThat(failure(submission.tasks().get(1).id())).contains("message of 7 bytes");
        assertThat(failure(submission.tasks().get(2).id())).contains("message of 7 bytes");
        assertThat(broker.published).isEmpty();
    }

    @Test
    void a_body_that_is_too_large_fails_and_its_chord_is_settled() {
        Submission submission =
                launched(Chord.of(Group.of(Signature.of("a"), Signature.of("b")), Signature.of("large")));
        submission.chords().forEach(size -> store.chords().expect(size).join());

        submission.messages().forEach(part -> pay(part, "1"));

        assertThat(failure(submission.results().getFirst())).contains("message of 7 bytes");
        assertThat(broker.published).isEmpty();
    }

    @Test
    void one_callback_that_can_never_be_sent_becomes_a_dead_letter_and_the_others_are_sent() {
        Signature task = Signature.of("a").linked(List.of(Signature.of("b"), Signature.of("large"), Signature.of("c")));
        TaskMessage first = launched(task).messages().getFirst();

        pay(first, "1");

        assertThat(broker.published).extracting(TaskMessage::task).containsExactly("b", "c");
        DeadLetterStore.DeadLetter letter = store.deadLetters().letters().getFirst();
        assertThat(letter.cause()).isEqualTo(DeadLetterStore.Cause.UNSENDABLE);
        assertThat(letter.task()).isEqualTo("large");
        assertThat(failure(Objects.requireNonNull(letter.taskId()))).contains("message of 7 bytes");
    }

    @Test
    void a_callback_that_cannot_be_read_becomes_a_dead_letter_once_and_the_others_are_sent() {
        Signature salvaged = Signature.of("b").with(TaskOptions.NONE.withId(new TaskId("bad")));
        Canvas unreadable = UnreadableSignature.of(Map.of("task", "b"), "queue name 'amq.x' is reserved", salvaged);
        TaskMessage first = launched(Signature.of("a").linked(List.of(unreadable, Signature.of("c"))))
                .messages()
                .getFirst();

        pay(first, "1");
        pay(first, "1");

        assertThat(broker.published).extracting(TaskMessage::task).containsExactly("c", "c");
        assertThat(store.deadLetters().letters()).singleElement().satisfies(letter -> {
            assertThat(letter.cause()).isEqualTo(DeadLetterStore.Cause.UNSENDABLE);
            assertThat(letter.taskId()).isEqualTo(new TaskId("bad"));
            assertThat(letter.reason()).contains(first.id().value(), "queue name 'amq.x' is reserved");
        });
        assertThat(failure(new TaskId("bad"))).contains("queue name 'amq.x' is reserved");
    }

    @Test
    void a_chord_with_an_unreadable_member_fails_and_its_errback_is_called() {
        Canvas unreadable =
                UnreadableSignature.of(Map.of(), "a signature must have a task name", Signature.of("unknown"));
        Signature body = Signature.of("body").guarded(List.of(Signature.of("errback")));
        Canvas chord = Chord.of(Group.of(unreadable, Signature.of("b")), body);
        TaskMessage first =
                launched(Signature.of("a").linked(List.of(chord))).messages().getFirst();

        pay(first, "1");
        assertThat(broker.published).extracting(TaskMessage::task).containsExactly("b");
        pay(broker.published.getFirst(), "2");

        assertThat(broker.published).extracting(TaskMessage::task).containsExactly("b", "errback");
    }

    @Test
    void a_chord_whose_count_was_lost_fails_and_its_errback_is_called() {
        Signature body = Signature.of("body").guarded(List.of(Signature.of("errback")));
        Submission submission = launched(Chord.of(Group.of(Signature.of("a"), Signature.of("b")), body));
        submission.chords().forEach(size -> store.chords().expect(size).join());
        pay(submission.messages().getFirst(), "1");
        submission.groups().forEach(store.chords()::lose);

        TaskMessage last = submission.messages().getLast();
        pay(last, "2");

        Entry waiting = store.ledger().find(EntryKey.task(last.id())).orElseThrow();
        assertThat(waiting.wake()).isAfter(NOW);
        assertThat(((DelayedTask) waiting.state()).message().isRepeat()).isTrue();
        assertThat(broker.published).isEmpty();
        clock.set(NOW.plusSeconds(60));
        pay(last, "2");

        assertThat(failure(submission.results().getFirst())).contains("their number is not known");
        assertThat(broker.published).extracting(TaskMessage::task).containsExactly("errback");
    }

    @Test
    void a_member_that_watches_for_its_chord_waits_for_no_expiry() {
        Submission submission =
                launched(Chord.of(Group.of(Signature.of("a"), Signature.of("b")), Signature.of("body")));
        TaskMessage first = submission.messages().getFirst();
        TaskMessage expired = new TaskMessage(
                first.id(), first.root(), null, 0, NOW, NOW.plusMillis(1), first.signature(), List.of());

        pay(expired, "1");

        Entry waiting = store.ledger().find(EntryKey.task(first.id())).orElseThrow();
        assertThat(waiting.wake()).isAfter(NOW.plusMillis(100));
    }

    @Test
    void two_members_of_one_id_fail_their_chord() {
        Signature same = Signature.of("a").with(TaskOptions.NONE.withId(new TaskId("same")));
        Submission submission = launched(Chord.of(Group.of(same, same), Signature.of("body")));
        submission.chords().forEach(size -> store.chords().expect(size).join());

        submission.messages().forEach(part -> pay(part, "1"));

        assertThat(failure(submission.results().getFirst())).contains("two of them have the id same");
    }

    private static Submission launched(Canvas canvas) {
        return Submission.of(canvas, SubmissionContext.client(NOW));
    }

    private void pay(TaskMessage message, String result) {
        TaskRecord.Ended ended =
                new TaskRecord.Succeeded(message.id(), new JsonText(result), NOW, ResultMetadata.UNKNOWN);
        completion.pay(message, FollowUps.of(message, ended, NOW)).join();
    }

    private String failure(TaskId id) {
        return store.results().find(List.of(id)).get(id) instanceof TaskRecord.Failed failed
                ? failed.error().message()
                : "it did not fail";
    }

    /** Takes any message but those of the task {@code large}. */
    private static final class Narrow implements Broker {

        private final List<TaskMessage> published = new ArrayList<>();

        @Override
        public CompletableFuture<Void> publish(TaskMessage message) {
            if (message.task().equals("large")) {
                return CompletableFuture.failedFuture(new MessageTooLargeException(message.task(), 7, 6));
            }
            published.add(message);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> publish(QueueName queue, RawMessage message) {
            throw new IllegalStateException("nothing is published as it is here");
        }

        @Override
        public CompletableFuture<Void> reply(QueueName client, TaskRecord record) {
            throw new IllegalStateException("nobody waits for replies here");
        }

        @Override
        public Subscription consume(List<QueueName> queues, int prefetch, Consumer<Delivery> sink) {
            throw new IllegalStateException("nothing is consumed here");
        }

        @Override
        public boolean isReachable() {
            return true;
        }
    }
}
