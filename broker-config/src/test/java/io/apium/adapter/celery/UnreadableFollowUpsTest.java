package io.apium.adapter.celery;

import static io.apium.adapter.celery.UnreadableFollowUps.NOW;
import static io.apium.adapter.celery.UnreadableFollowUps.WRITER;
import static io.apium.adapter.celery.UnreadableFollowUps.good;
import static io.apium.adapter.celery.UnreadableFollowUps.kinds;
import static io.apium.adapter.celery.UnreadableFollowUps.read;
import static io.apium.adapter.celery.UnreadableFollowUps.signature;
import static io.apium.adapter.celery.UnreadableFollowUps.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.adapter.celery.MessageWriter.Written;
import io.apium.adapter.celery.UnreadableFollowUps.Place;
import io.apium.adapter.record.EntryCodec;
import io.apium.broker.RawMessage;
import io.apium.canvas.CompletedChordMember;
import io.apium.canvas.FollowUps;
import io.apium.canvas.Submission;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.UnreadableSignature;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.EntryKey.Kind;
import io.apium.task.JsonText;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A callback, errback, step or body that cannot be read: the message around it is a task, and its other follow-ups are
 * sent.
 */
@Timeout(60)
class UnreadableFollowUpsTest {

    private static final TaskId BAD = new TaskId("bad");

    static Stream<Arguments> everyPlaceAndKind() {
        return Stream.of(Place.values())
                .flatMap(place -> kinds().entrySet().stream()
                        .map(kind -> Arguments.of(
                                place,
                                kind.getKey(),
                                kind.getValue().signature(),
                                kind.getValue().reason())));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyPlaceAndKind")
    void the_task_runs_and_its_other_follow_ups_are_sent(
            Place place, String kind, Map<String, Object> bad, String reason) {
        TaskMessage message = read(place.embed(bad));

        FollowUps owed = owed(place, message);

        assertThat(owed.submission().messages()).extracting(TaskMessage::task).containsAll(place.others());
        assertThat(owed.submission().unsendable()).singleElement().satisfies(unsendable -> {
            assertThat(unsendable.signature().reason()).contains(reason).doesNotContain("\n");
            assertThat(unsendable.signature().tree()).isEqualTo(PythonJson.read(PythonJson.text(bad)));
        });
        assertThat(owed.abandoned())
                .filteredOn(record -> record.id().equals(BAD))
                .singleElement()
                .isInstanceOfSatisfying(
                        TaskRecord.Failed.class,
                        failed -> assertThat(failed.error().message()).contains(reason));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyPlaceAndKind")
    void a_retry_and_the_ledger_carry_the_signature_as_it_came(
            Place place, String kind, Map<String, Object> bad, String reason) {
        TaskMessage message = read(place.embed(bad));
        EntryCodec states = new EntryCodec(WRITER);

        Written again = WRITER.write(message.retried(NOW), NOW);
        DelayedTask kept = new DelayedTask(message, NOW);

        assertThat(new String(again.body(), StandardCharsets.UTF_8)).contains(PythonJson.text(bad));
        assertThat(states.read(Kind.TASK, states.write(kept))).isEqualTo(kept);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyPlaceAndKind")
    void its_dead_letter_has_the_signature_as_its_body(
            Place place, String kind, Map<String, Object> bad, String reason) {
        TaskMessage message = read(place.embed(bad));
        Submission submission = owed(place, message).submission();

        RawMessage raw = WRITER.raw(submission.unsendable().getFirst().signature(), message);

        String body = new String(Base64.getDecoder().decode(raw.body()), StandardCharsets.UTF_8);
        assertThat(PythonJson.read(body)).isEqualTo(PythonJson.read(PythonJson.text(bad)));
        assertThat(raw.headers()).containsEntry("id", BAD.value()).containsEntry("parent_id", "parent");
    }

    @Test
    void the_steps_after_an_unreadable_one_fail_and_its_errback_is_called() {
        Map<String, Object> bad = signature("bad", Map.of("queue", "amq.x", "link_error", List.of(good("errback"))));
        TaskMessage message = read(Map.of("chain", List.of(good("last"), bad)));

        FollowUps owed = FollowUps.of(message, succeeded(message), NOW);

        assertThat(owed.abandoned()).extracting(record -> record.id().value()).containsExactly("bad", "last");
        assertThat(owed.submission().messages()).extracting(TaskMessage::task).containsExactly("errback");
        assertThat(owed.submission().messages().getFirst().signature().args()).containsExactly("bad");
    }

    @Test
    void an_unreadable_step_in_the_middle_waits_for_its_turn() {
        Map<String, Object> bad = signature("bad", Map.of("queue", "amq.x"));
        TaskMessage message = read(Map.of("chain", List.of(bad, good("next"))));

        Submission submission = FollowUps.of(message, succeeded(message), NOW).submission();

        assertThat(submission.unsendable()).isEmpty();
        TaskMessage next = read(WRITER.write(submission.messages().getFirst(), NOW));
        assertThat(next.task()).isEqualTo("next");
        assertThat(FollowUps.of(next, succeeded(next), NOW).submission().unsendable())
                .hasSize(1);
    }

    /** RabbitMQ would reject it; headers of that name are no follow-up's, and the follow-up is sent without it. */
    @Test
    void a_follow_up_with_cc_as_text_is_sent_without_it() {
        for (Place place : Place.values()) {
            Map<String, Object> cc = signature("cc", Map.of("headers", Map.of("CC", "text")));

            Submission submission = owed(place, read(place.embed(cc))).submission();

            assertThat(submission.unsendable()).isEmpty();
            assertThat(submission.messages())
                    .filteredOn(message -> message.task().equals("cc"))
                    .singleElement()
                    .satisfies(message -> assertThat(message.options().extra()).isEmpty());
        }
    }

    @Test
    void text_that_utf_8_cannot_express_is_kept_with_a_replacement() {
        Map<String, Object> bad = new HashMap<>(signature("bad", Map.of("queue", "amq.x")));
        bad.put("args", List.of("\ud800"));
        UnreadableSignature signature = (UnreadableSignature) SignatureReader.read(bad);
        TaskMessage message = read(Map.of());

        byte[] body = Base64.getDecoder().decode(WRITER.raw(signature, message).body());

        assertThat(new String(body, StandardCharsets.UTF_8)).contains("[\"\ufffd\"]");
    }

    private FollowUps owed(Place place, TaskMessage message) {
        return switch (place) {
            case LINK, CHAIN -> FollowUps.of(message, succeeded(message), NOW);
            case LINK_ERROR -> {
                TaskError error = TaskError.invalidTask("as ever");
                yield FollowUps.of(
                        message, new TaskRecord.Failed(message.id(), error, NOW, ResultMetadata.UNKNOWN), NOW);
            }
            case CHORD_BODY -> {
                CompletedChordMember part =
                        FollowUps.of(message, succeeded(message), NOW).parts().getFirst();
                yield FollowUps.complete(message, part.body(), List.of(new JsonText("1")), NOW);
            }
        };
    }
}
