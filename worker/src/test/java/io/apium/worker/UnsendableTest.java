package io.apium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.broker.MessageRejectedException;
import io.apium.broker.MessageTooLargeException;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.RelativeTime;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.SubmissionContext;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.TaskOptions;
import io.apium.ledger.DelayedTask;
import io.apium.store.DeadLetterStore.Cause;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.worker.ThrowingPorts.Refusal;
import io.apium.worker.handler.Samples;
import io.apium.worker.node.WorkerFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever follows from a task, and whyever it can never be sent: it fails by itself, and nothing else is the worse. */
@Timeout(30)
class UnsendableTest {

    private static final String NEVER = "never";

    static class Tasks {

        @Task("echo")
        Object echo(Object value) {
            return value;
        }

        @Task("fails")
        void fails() {
            throw new IllegalStateException("as ever");
        }

        @Task(NEVER)
        Object never(TaskContext context, String how) {
            throw how.equals("again")
                    ? context.retry(Duration.ofHours(1))
                    : context.elsewhere(new QueueName("others"), Duration.ZERO, new IllegalStateException("not here"));
        }
    }

    private static final TaskId ID = new TaskId("unsendable");
    private static final TaskId OTHER = new TaskId("other");

    private final WorkerFixture fixture = WorkerFixture.started(new Tasks());

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static Signature never(Object... args) {
        return named(Signature.of(NEVER, args), ID);
    }

    private static Signature named(Signature signature, TaskId id) {
        return signature.with(signature.options().withId(id));
    }

    private static Signature echo(Object... args) {
        return named(Signature.of("echo", args), OTHER);
    }

    /** Each with one task that can never be sent, and others of which {@code OTHER} is to end as it says. */
    private static Map<String, Canvas> followUps() {
        Group parts = Group.of(Signature.of("echo", 1), Signature.of("echo", 2));
        return Map.of(
                "the first of two callbacks", Signature.of("echo", 1).linked(List.of(never(), echo())),
                "the last of two callbacks", Signature.of("echo", 1).linked(List.of(echo(), never())),
                "an errback beside another", Signature.of("fails").guarded(List.of(never(), echo())),
                "a callback with an errback", Signature.of("echo", 1).linked(List.of(never().guarded(List.of(echo())))),
                "a step of a chain", new Chain(List.of(Signature.of("echo", 1), never(), echo())),
                "a callback of a callback", Signature.of("echo", 1).linked(List.of(echo().linked(List.of(never())))),
                "a chord's body with an errback", Chord.of(parts, never().guarded(List.of(echo()))),
                "a member of a group after a step",
                        new Chain(List.of(Signature.of("echo", 1), Group.of(never(), echo()))));
    }

    private static Stream<Arguments> everyFollowUpAndReason() {
        return followUps().keySet().stream().flatMap(kind -> refusals().map(refusal -> Arguments.of(kind, refusal)));
    }

    private static Stream<Arguments> everyNextAttemptAndReason() {
        return Stream.of("again", "elsewhere", "early")
                .flatMap(kind -> refusals().map(refusal -> Arguments.of(kind, refusal)));
    }

    private static Stream<Refusal> refusals() {
        Predicate<Object> isNever = asked -> switch (asked) {
            case TaskMessage message -> message.task().equals(NEVER);
            case DelayedTask(TaskMessage message, var _) -> message.task().equals(NEVER);
            default -> false;
        };
        return Stream.of(
                new Refusal(isNever, true, () -> new MessageRejectedException("header CC is no list", null)),
                new Refusal(isNever, false, () -> new MessageRejectedException("queue name too long", null)),
                new Refusal(isNever, true, () -> new MessageTooLargeException(NEVER, 7, 6)),
                new Refusal(isNever, false, () -> new IllegalArgumentException("short string too long")));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyFollowUpAndReason")
    void a_follow_up_that_can_never_be_sent_fails_and_all_else_goes_on(String kind, Refusal refusal) {
        fixture.ports.refuse(refusal);
        Submission submission = Submission.of(followUps().get(kind), SubmissionContext.client(Samples.NOW));
        submission.chords().forEach(size -> fixture.store.chords().expect(size).join());
        submission.messages().forEach(fixture::publish);

        assertThat(failure(ID)).contains(refusal.thrown().get().getMessage());
        assertThat(fixture.ended(OTHER))
                .isInstanceOf(kind.startsWith("a step") ? TaskRecord.Failed.class : TaskRecord.Succeeded.class);
        awaitNothingLeft();
        assertThat(fixture.store.deadLetters().letters()).singleElement().satisfies(letter -> isAbout(letter, refusal));
        submission
                .messages()
                .forEach(parent -> assertThat(fixture.record(parent.id())).isInstanceOf(TaskRecord.Ended.class));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyNextAttemptAndReason")
    void a_task_fails_whose_next_attempt_can_never_be_sent(String kind, Refusal refusal) {
        TaskOptions.Timing later = new TaskOptions.Timing(new RelativeTime.In(Duration.ofHours(1)), null, null, null);
        Signature asked = kind.equals("early") ? Samples.timed(never(kind), later) : never(kind);
        fixture.ports.refuse(refusal);
        fixture.publish(Samples.message(asked));

        assertThat(failure(ID)).contains(refusal.thrown().get().getMessage());
        awaitNothingLeft();
        assertThat(fixture.store.deadLetters().letters()).singleElement().satisfies(letter -> {
            assertThat(letter.taskId()).isEqualTo(ID);
            assertThat(letter.reason()).contains(refusal.thrown().get().getMessage());
        });
    }

    private static void isAbout(DeadLetter letter, Refusal refusal) {
        assertThat(letter.cause()).isEqualTo(Cause.UNSENDABLE);
        assertThat(letter.taskId()).isEqualTo(ID);
        assertThat(letter.task()).isEqualTo(NEVER);
        assertThat(letter.reason()).contains(refusal.thrown().get().getMessage());
        assertThat(letter.message().headers()).containsEntry("id", ID.value()).containsEntry("task", NEVER);
    }

    private String failure(TaskId id) {
        return fixture.ended(id) instanceof TaskRecord.Failed failed
                ? failed.error().message()
                : "it did not fail";
    }

    /** Within a second: nothing is requeued and tried again. */
    private void awaitNothingLeft() {
        await().atMost(Duration.ofSeconds(2))
                .until(() -> fixture.broker.unsettled() == 0 && fixture.broker.ready(QueueName.DEFAULT) == 0);
    }
}
