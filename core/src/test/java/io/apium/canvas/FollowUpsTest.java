package io.apium.canvas;

import static io.apium.canvas.Canvases.NOW;
import static io.apium.canvas.Canvases.chain;
import static io.apium.canvas.Canvases.chord;
import static io.apium.canvas.Canvases.launch;
import static io.apium.canvas.Canvases.message;
import static io.apium.canvas.Canvases.success;
import static io.apium.canvas.Canvases.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.task.GroupId;
import io.apium.task.JsonText;
import io.apium.task.ResultMetadata;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FollowUpsTest {

    private static final TaskError FAULT = new TaskError("ValueError", "builtins", List.of("no such row"), null);

    @Test
    void a_task_that_stands_alone_owes_nothing() {
        TaskMessage a = message(task("a"));

        assertThat(FollowUps.of(a, success(a, "1"), NOW).isEmpty()).isTrue();
        assertThat(FollowUps.of(a, failure(a), NOW).isEmpty()).isTrue();
    }

    @Test
    void the_next_step_is_given_the_result_in_front_of_its_own_arguments() {
        TaskMessage a = message(chain(task("a"), Signature.of("b", 7), task("c")));

        TaskMessage b = only(FollowUps.of(a, success(a, "1"), NOW).submission());

        assertThat(b.signature().args()).containsExactly(new JsonText("1"), 7);
        assertThat(b.chain()).extracting(step -> ((Signature) step).task()).containsExactly("c");
        assertThat(b.parent()).isEqualTo(a.id());
        assertThat(b.root()).isEqualTo(a.root());
    }

    @Test
    void an_immutable_step_is_given_nothing() {
        Signature b = new Signature("b", List.of(7), Map.of(), TaskOptions.NONE, true);
        TaskMessage a = message(chain(task("a"), b));

        TaskMessage next = only(FollowUps.of(a, success(a, "1"), NOW).submission());

        assertThat(next.signature().args()).containsExactly(7);
    }

    @Test
    void callbacks_are_given_the_result() {
        TaskMessage a = message(task("a").linked(List.of(task("b"), chain(task("c"), task("d")))));

        Submission submission = FollowUps.of(a, success(a, "1"), NOW).submission();

        assertThat(submission.messages()).extracting(TaskMessage::task).containsExactly("b", "c");
        assertThat(submission.messages())
                .extracting(message -> message.signature().args())
                .containsOnly(List.of(new JsonText("1")));
    }

    @Test
    void errbacks_are_given_the_id_of_the_task_that_failed() {
        TaskMessage a =
                message(task("a", "failed").linked(List.of(task("never"))).guarded(List.of(task("b"))));

        TaskMessage errback = only(FollowUps.of(a, failure(a), NOW).submission());

        assertThat(errback.task()).isEqualTo("b");
        assertThat(errback.signature().args()).containsExactly("failed");
    }

    @Test
    void a_failure_is_given_to_every_step_that_will_never_run() {
        TaskMessage a = message(chain(task("a"), chord(task("b", "b"), task("c", "c")), task("d", "d")));

        FollowUps owed = FollowUps.of(a, failure(a), NOW);

        assertThat(owed.abandoned()).extracting(one -> one.id().value()).containsExactlyInAnyOrder("b", "c", "d");
        assertThat(owed.abandoned())
                .allSatisfy(one -> assertThat(((TaskRecord.Failed) one).error()).isEqualTo(FAULT));
        assertThat(owed.submission().isEmpty()).isTrue();
    }

    @Test
    void a_chain_in_a_header_that_breaks_off_is_still_a_part() {
        TaskMessage a = message(chord(task("body"), chain(task("a"), task("b", "b"))));

        List<CompletedChordMember> parts = FollowUps.of(a, failure(a), NOW).parts();

        assertThat(parts).extracting(part -> part.ended().id().value()).containsExactly("b");
    }

    @Test
    void a_chain_calls_its_errback_once_wherever_it_breaks() {
        Canvas guarded =
                chain(task("a"), Group.of(task("b"), task("c")), task("d")).guarded(List.of(task("errback")));
        TaskMessage a = message(guarded);
        TaskMessage b =
                FollowUps.of(a, success(a, "1"), NOW).submission().messages().getFirst();

        Submission atA = FollowUps.of(a, failure(a), NOW).submission();
        FollowUps atB = FollowUps.of(b, failure(b), NOW);
        Submission atD =
                FollowUps.broken(b, atB.parts().getFirst().body(), FAULT, NOW).submission();

        assertThat(only(atA).task()).isEqualTo("errback");
        assertThat(atB.submission().isEmpty()).isTrue();
        assertThat(only(atD).task()).isEqualTo("errback");
    }

    @Test
    void the_errbacks_of_a_part_and_of_the_chord_that_it_breaks_are_different_tasks() {
        TaskMessage a = message(
                chord(task("body").guarded(List.of(task("e"))), task("a").guarded(List.of(task("e")))));
        FollowUps owed = FollowUps.of(a, failure(a), NOW);

        FollowUps broken = FollowUps.broken(a, owed.parts().getFirst().body(), FAULT, NOW);

        assertThat(only(owed.submission()).id())
                .isNotEqualTo(only(broken.submission()).id());
    }

    @Test
    void the_body_of_a_full_chord_is_given_the_list_of_results() {
        Submission chord = launch(chord(Signature.of("body", 7), task("a"), task("b")));
        TaskMessage b = chord.messages().getLast();
        List<JsonText> results = List.of(new JsonText("1"), new JsonText("2"));
        CompletedChordMember part =
                FollowUps.of(b, success(b, "2"), NOW).parts().getFirst();

        TaskMessage body = only(FollowUps.complete(b, part.body(), results, NOW).submission());

        assertThat(body.id()).isEqualTo(chord.results().getFirst());
        assertThat(body.signature().args()).containsExactly(results, 7);
    }

    @Test
    void what_is_owed_is_the_same_however_often_it_is_asked_for() {
        TaskMessage a = message(chain(
                task("a").linked(List.of(Group.of(task("b"), task("c")))), chord(task("d"), task("e"), task("f"))));

        assertThat(FollowUps.of(a, success(a, "1"), NOW)).isEqualTo(FollowUps.of(a, success(a, "1"), NOW));
    }

    @Test
    void members_of_a_group_that_celery_counts_in_an_outer_chord_are_counted_there() {
        GroupMembership part = new GroupMembership(new GroupId("outer"), 0, task("body", "body"));
        Group last = Group.of(task("b", "b").member(part), task("c", "c").member(part));
        TaskMessage a = message(chain(task("a"), last));

        Submission sent = FollowUps.of(a, success(a, "1"), NOW).submission();
        FollowUps never = FollowUps.of(a, failure(a), NOW);

        assertThat(sent.messages())
                .extracting(message -> message.options().membership())
                .containsExactly(part, part);
        assertThat(never.parts()).extracting(CompletedChordMember::group).containsOnly(part.group());
        assertThat(never.parts()).hasSize(2);
    }

    @Test
    void what_follows_from_a_repeat_is_a_repeat() {
        TaskMessage a = message(chain(task("a"), task("b"), task("c")));

        TaskMessage b = only(FollowUps.of(a.repeated(), success(a, "1"), NOW).submission());

        assertThat(a.isRepeat()).isFalse();
        assertThat(b.isRepeat()).isTrue();
        assertThat(only(FollowUps.of(a, success(a, "1"), NOW).submission()).isRepeat())
                .isFalse();
    }

    @Test
    void steps_that_came_without_ids_are_given_the_same_ones_every_time() {
        TaskMessage foreign = new TaskMessage(
                new TaskId("a"),
                new TaskId("a"),
                null,
                0,
                null,
                null,
                task("a"),
                List.of(task("d"), chain(task("b"), task("c")), task("x")));

        Submission submission =
                FollowUps.of(foreign, success(foreign, "1"), NOW).submission();

        assertThat(submission.tasks())
                .extracting(Submission.PlannedTask::task)
                .containsExactlyInAnyOrder("x", "b", "c", "d");
        assertThat(submission)
                .isEqualTo(FollowUps.of(foreign, success(foreign, "1"), NOW).submission());
    }

    private static TaskRecord.Ended failure(TaskMessage message) {
        return new TaskRecord.Failed(message.id(), FAULT, NOW, ResultMetadata.UNKNOWN);
    }

    private static TaskMessage only(Submission submission) {
        assertThat(submission.messages()).hasSize(1);
        return submission.messages().getFirst();
    }
}
