package io.apium.adapter.celery;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.apium.adapter.celery.MessageWriter.Written;
import io.apium.adapter.record.EntryCodec;
import io.apium.broker.Delivery.Content;
import io.apium.broker.RawMessage;
import io.apium.canvas.CompletedChordMember;
import io.apium.canvas.FollowUps;
import io.apium.canvas.Submission;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.UnreadableSignature;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.EntryKey.Kind;
import io.apium.task.JsonText;
import io.apium.task.QueueName;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A callback, errback, step or body that cannot be read: the message around it is a task, and its other follow-ups are sent. */
@Timeout(60)
class UnreadableFollowUpsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final TaskId BAD = new TaskId("bad");

    private final MessageReader reader = new MessageReader(20_000_000);
    private final MessageWriter writer = new MessageWriter("gen1@test");

    static Stream<Arguments> everyPlaceAndKind() {
        return Stream.of(UnreadableFollowUps.Place.values())
                .flatMap(place -> UnreadableFollowUps.kinds().entrySet().stream()
                        .map(kind -> Arguments.of(
                                place,
                                kind.getKey(),
                                kind.getValue().signature(),
                                kind.getValue().reason())));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyPlaceAndKind")
    void the_task_runs_and_its_other_follow_ups_are_sent(
            UnreadableFollowUps.Place place, String kind, Map<String, Object> bad, String reason) {
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
            UnreadableFollowUps.Place place, String kind, Map<String, Object> bad, String reason) {
        TaskMessage message = read(place.embed(bad));
        EntryCodec states = new EntryCodec(writer);

        Written again = writer.write(message.retried(NOW), NOW);
        DelayedTask kept = new DelayedTask(message, NOW);

        assertThat(new String(again.body(), StandardCharsets.UTF_8)).contains(PythonJson.text(bad));
        assertThat(states.read(Kind.TASK, states.write(kept))).isEqualTo(kept);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyPlaceAndKind")
    void its_dead_letter_has_the_signature_as_its_body(
            UnreadableFollowUps.Place place, String kind, Map<String, Object> bad, String reason) {
        TaskMessage message = read(place.embed(bad));
        Submission submission = owed(place, message).submission();

        RawMessage raw = writer.raw(submission.unsendable().getFirst().signature(), message);

        String body = new String(Base64.getDecoder().decode(raw.body()), StandardCharsets.UTF_8);
        assertThat(PythonJson.read(body)).isEqualTo(PythonJson.read(PythonJson.text(bad)));
        assertThat(raw.headers()).containsEntry("id", BAD.value()).containsEntry("parent_id", "parent");
    }

    @Test
    void the_steps_after_an_unreadable_one_fail_and_its_errback_is_called() {
        Map<String, Object> bad = UnreadableFollowUps.signature(
                "bad", Map.of("queue", "amq.x", "link_error", List.of(UnreadableFollowUps.good("errback"))));
        TaskMessage message = read(Map.of("chain", List.of(UnreadableFollowUps.good("last"), bad)));

        FollowUps owed = FollowUps.of(message, succeeded(message), NOW);

        assertThat(owed.abandoned()).extracting(record -> record.id().value()).containsExactly("bad", "last");
        assertThat(owed.submission().messages()).extracting(TaskMessage::task).containsExactly("errback");
        assertThat(owed.submission().messages().getFirst().signature().args()).containsExactly("bad");
    }

    @Test
    void an_unreadable_step_in_the_middle_waits_for_its_turn() {
        Map<String, Object> bad = UnreadableFollowUps.signature("bad", Map.of("queue", "amq.x"));
        TaskMessage message = read(Map.of("chain", List.of(bad, UnreadableFollowUps.good("next"))));

        Submission submission = FollowUps.of(message, succeeded(message), NOW).submission();

        assertThat(submission.unsendable()).isEmpty();
        TaskMessage next = read(writer.write(submission.messages().getFirst(), NOW));
        assertThat(next.task()).isEqualTo("next");
        assertThat(FollowUps.of(next, succeeded(next), NOW).submission().unsendable())
                .hasSize(1);
    }

    @Test
    void an_unreadable_member_of_a_chord_breaks_the_chord_and_the_others_run() {
        Map<String, Object> bad = UnreadableFollowUps.signature("bad", Map.of("queue", "amq.x"));
        Map<String, Object> chord = complex(
                "chord",
                Map.of(
                        "header",
                        List.of(bad, UnreadableFollowUps.good("member")),
                        "body",
                        UnreadableFollowUps.good("body")),
                Map.of());
        TaskMessage message = read(Map.of("callbacks", List.of(chord)));

        FollowUps owed = FollowUps.of(message, succeeded(message), NOW);

        assertThat(owed.submission().messages()).extracting(TaskMessage::task).containsExactly("member");
        assertThat(owed.submission().chords().getFirst().parts()).isEqualTo(2);
        assertThat(owed.parts()).singleElement().satisfies(part -> {
            assertThat(part.ended().id()).isEqualTo(BAD);
            assertThat(part.group())
                    .isEqualTo(owed.submission().chords().getFirst().group());
        });
    }

    /** A chain is taken apart when its message is written again; what it was given must still be known then. */
    @Test
    void the_unreadable_end_of_a_chain_is_still_a_part_of_its_chord_when_it_was_written_again() {
        Map<String, Object> bad = UnreadableFollowUps.signature("bad", Map.of("queue", "amq.x"));
        Map<String, Object> chain = complex(
                "chain",
                Map.of("tasks", List.of(UnreadableFollowUps.good("first"), bad)),
                Map.of(
                        "group_id",
                        "g",
                        "group_index",
                        3,
                        "chord",
                        UnreadableFollowUps.good("body"),
                        "link_error",
                        List.of(UnreadableFollowUps.good("errback"))));
        TaskMessage message = read(Map.of("callbacks", List.of(chain)));

        TaskMessage first = FollowUps.of(message, succeeded(message), NOW)
                .submission()
                .messages()
                .getFirst();
        TaskMessage again = read(writer.write(read(writer.write(first, NOW)), NOW));
        FollowUps owed = FollowUps.of(again, succeeded(again), NOW);

        assertThat(owed.parts()).extracting(CompletedChordMember::index).containsExactly(3);
        assertThat(owed.submission().messages()).extracting(TaskMessage::task).containsExactly("errback");
        assertThat(owed.submission().unsendable()).hasSize(1);
    }

    @Test
    void a_chain_whose_own_options_cannot_be_read_fails_all_its_tasks() {
        Map<String, Object> chain = complex(
                "chain",
                Map.of("tasks", List.of(UnreadableFollowUps.good("first"), UnreadableFollowUps.good("last"))),
                Map.of("queue", "amq.x"));
        TaskMessage message = read(Map.of("callbacks", List.of(chain, UnreadableFollowUps.good("other"))));

        FollowUps owed = FollowUps.of(message, succeeded(message), NOW);

        assertThat(owed.abandoned()).extracting(record -> record.id().value()).containsExactly("first", "last");
        assertThat(owed.submission().messages()).extracting(TaskMessage::task).containsExactly("other");
        assertThat(owed.submission().unsendable()).hasSize(1);
    }

    /** Each level is unreadable by itself, and each is read once. */
    @Test
    void unreadable_signatures_inside_each_other_are_read_in_no_time() {
        Map<String, Object> bad = UnreadableFollowUps.signature("bad", Map.of("queue", "amq.x"));
        for (int i = 0; i < 100; i++) {
            bad = complex(
                    "chain",
                    Map.of("tasks", List.of(bad)),
                    Map.of("priority", "high", "link_error", List.of(UnreadableFollowUps.good("e" + i))));
        }

        TaskMessage message = read(Map.of("callbacks", List.of(bad)));

        assertThat(message.options().links().onSuccess()).singleElement().isInstanceOf(UnreadableSignature.class);
    }

    /** RabbitMQ would reject it; headers of that name are no follow-up's, and the follow-up is sent without it. */
    @Test
    void a_follow_up_with_cc_as_text_is_sent_without_it() {
        for (UnreadableFollowUps.Place place : UnreadableFollowUps.Place.values()) {
            Map<String, Object> cc = UnreadableFollowUps.signature("cc", Map.of("headers", Map.of("CC", "text")));

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
        Map<String, Object> bad = new HashMap<>(UnreadableFollowUps.signature("bad", Map.of("queue", "amq.x")));
        bad.put("args", List.of("\ud800"));
        UnreadableSignature signature = (UnreadableSignature) SignatureReader.read(bad);
        TaskMessage message = read(Map.of());

        byte[] body = Base64.getDecoder().decode(writer.raw(signature, message).body());

        assertThat(new String(body, StandardCharsets.UTF_8)).contains("[\"\ufffd\"]");
    }

    private FollowUps owed(UnreadableFollowUps.Place place, TaskMessage message) {
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

    private static TaskRecord.Ended succeeded(TaskMessage message) {
        return new TaskRecord.Succeeded(message.id(), new JsonText("1"), NOW, ResultMetadata.UNKNOWN);
    }

    private static Map<String, Object> complex(String type, Map<String, Object> kwargs, Map<String, Object> options) {
        return Map.of("task", "celery." + type, "subtask_type", type, "kwargs", kwargs, "options", options);
    }

    private TaskMessage read(Map<String, Object> embed) {
        Map<String, Object> headers = new LinkedHashMap<>(
                Map.of("id", "parent", "task", "a.task", "group", "g", "group_index", 0, "retries", 0));
        BasicProperties properties = new BasicProperties.Builder()
                .contentType("application/json")
                .headers(headers)
                .build();
        byte[] body = PythonJson.text(List.of(List.of(1), Map.of(), embed)).getBytes(StandardCharsets.UTF_8);
        return read(new Written(properties, body));
    }

    private TaskMessage read(Written written) {
        return switch (reader.read(written.properties(), written.body(), QueueName.DEFAULT)) {
            case Content.Task(TaskMessage message) -> message;
            case Content.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
        };
    }
}
