package io.apium.adapter.celery;

import static io.apium.adapter.celery.UnreadableFollowUps.NOW;
import static io.apium.adapter.celery.UnreadableFollowUps.WRITER;
import static io.apium.adapter.celery.UnreadableFollowUps.complex;
import static io.apium.adapter.celery.UnreadableFollowUps.good;
import static io.apium.adapter.celery.UnreadableFollowUps.read;
import static io.apium.adapter.celery.UnreadableFollowUps.signature;
import static io.apium.adapter.celery.UnreadableFollowUps.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.CompletedChordMember;
import io.apium.canvas.FollowUps;
import io.apium.canvas.TaskMessage;
import io.apium.canvas.UnreadableSignature;
import io.apium.task.TaskId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chains and chords that cannot be read, or that have a member that cannot be read. */
@Timeout(60)
class UnreadableCanvasesTest {

    private static final TaskId BAD = new TaskId("bad");

    @Test
    void an_unreadable_member_of_a_chord_breaks_the_chord_and_the_others_run() {
        Map<String, Object> bad = signature("bad", Map.of("queue", "amq.x"));
        Map<String, Object> chord =
                complex("chord", Map.of("header", List.of(bad, good("member")), "body", good("body")), Map.of());
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
        Map<String, Object> bad = signature("bad", Map.of("queue", "amq.x"));
        Map<String, Object> chain = complex(
                "chain",
                Map.of("tasks", List.of(good("first"), bad)),
                Map.of(
                        "group_id",
                        "g",
                        "group_index",
                        3,
                        "chord",
                        good("body"),
                        "link_error",
                        List.of(good("errback"))));
        TaskMessage message = read(Map.of("callbacks", List.of(chain)));

        TaskMessage first = FollowUps.of(message, succeeded(message), NOW)
                .submission()
                .messages()
                .getFirst();
        TaskMessage again = read(WRITER.write(read(WRITER.write(first, NOW)), NOW));
        FollowUps owed = FollowUps.of(again, succeeded(again), NOW);

        assertThat(owed.parts()).extracting(CompletedChordMember::index).containsExactly(3);
        assertThat(owed.submission().messages()).extracting(TaskMessage::task).containsExactly("errback");
        assertThat(owed.submission().unsendable()).hasSize(1);
    }

    @Test
    void a_chain_whose_own_options_cannot_be_read_fails_all_its_tasks() {
        Map<String, Object> chain =
                complex("chain", Map.of("tasks", List.of(good("first"), good("last"))), Map.of("queue", "amq.x"));
        TaskMessage message = read(Map.of("callbacks", List.of(chain, good("other"))));

        FollowUps owed = FollowUps.of(message, succeeded(message), NOW);

        assertThat(owed.abandoned()).extracting(record -> record.id().value()).containsExactly("first", "last");
        assertThat(owed.submission().messages()).extracting(TaskMessage::task).containsExactly("other");
        assertThat(owed.submission().unsendable()).hasSize(1);
    }

    /** Each level is unreadable by itself, and each is read once. */
    @Test
    void unreadable_signatures_inside_each_other_are_read_in_no_time() {
        Map<String, Object> bad = signature("bad", Map.of("queue", "amq.x"));
        for (int i = 0; i < 100; i++) {
            bad = complex(
                    "chain",
                    Map.of("tasks", List.of(bad)),
                    Map.of("priority", "high", "link_error", List.of(good("e" + i))));
        }

        TaskMessage message = read(Map.of("callbacks", List.of(bad)));

        assertThat(message.options().links().onSuccess()).singleElement().isInstanceOf(UnreadableSignature.class);
    }
}
