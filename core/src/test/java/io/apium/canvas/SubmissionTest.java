package io.apium.canvas;

import static io.apium.canvas.Canvases.NOW;
import static io.apium.canvas.Canvases.chain;
import static io.apium.canvas.Canvases.chord;
import static io.apium.canvas.Canvases.launch;
import static io.apium.canvas.Canvases.message;
import static io.apium.canvas.Canvases.names;
import static io.apium.canvas.Canvases.task;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.task.TaskId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SubmissionTest {

    @Test
    void a_task_is_one_message_and_its_own_root() {
        Submission submission = launch(task("a"));

        TaskMessage a = submission.messages().getFirst();
        assertThat(a.root()).isEqualTo(a.id());
        assertThat(a.parent()).isNull();
        assertThat(a.chain()).isEmpty();
        assertThat(submission.results()).containsExactly(a.id());
        assertThat(submission.tasks()).containsExactly(new Submission.PlannedTask(a.id(), "a"));
    }

    @Test
    void a_given_id_is_kept() {
        assertThat(launch(task("a", "mine")).results()).containsExactly(new TaskId("mine"));
    }

    @Test
    void a_delay_is_counted_from_the_moment_of_sending() {
        var timing = new TaskOptions.Timing(
                new RelativeTime.In(Duration.ofSeconds(5)), new RelativeTime.At(NOW), null, null);

        TaskMessage message = message(task("a").with(TaskOptions.NONE.withTiming(timing)));

        assertThat(message.eta()).isEqualTo(NOW.plusSeconds(5));
        assertThat(message.expires()).isEqualTo(NOW);
    }

    @Test
    void a_chain_is_a_message_of_its_first_step_that_carries_the_rest_with_the_next_step_last() {
        Submission submission = launch(chain(task("a"), chain(task("b"), task("c"))));

        TaskMessage a = submission.messages().getFirst();
        assertThat(submission.messages()).hasSize(1);
        assertThat(names(a.chain())).containsExactly("c", "b");
        assertThat(submission.results()).containsExactly(idOf(a.chain().getFirst()));
        assertThat(submission.tasks())
                .extracting(Submission.PlannedTask::task)
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void a_group_is_a_message_for_each_member_with_a_common_group_id() {
        Submission submission = launch(Group.of(task("a"), Group.of(task("b"), task("c"))));

        var members =
                submission.messages().stream().map(SubmissionTest::membership).toList();
        assertThat(members).extracting(GroupMembership::index).containsExactly(0, 1, 2);
        assertThat(new HashSet<>(members.stream().map(GroupMembership::group).toList()))
                .hasSize(1);
        assertThat(members).extracting(GroupMembership::chord).containsOnlyNulls();
        assertThat(submission.results())
                .containsExactlyElementsOf(
                        submission.messages().stream().map(TaskMessage::id).toList());
        assertThat(submission.chords()).isEmpty();
    }

    @Test
    void a_chord_is_a_message_for_each_part_that_carries_the_body_and_its_id() {
        Submission submission = launch(chord(task("body"), task("a"), task("b")));

        GroupMembership b = membership(submission.messages().getLast());
        assertThat(submission.chords()).containsExactly(new ChordSize(b.group(), 2));
        assertThat(submission.results()).containsExactly(idOf(requireNonNull(b.chord())));
        assertThat(submission.tasks()).extracting(Submission.PlannedTask::task).containsExactly("a", "b", "body");
    }

    @Test
    void a_group_with_a_step_after_it_is_a_chord() {
        Submission submission = launch(chain(Group.of(task("a"), task("b")), task("c"), task("d")));

        assertThat(submission.messages()).extracting(TaskMessage::task).containsExactly("a", "b");
        Canvas body =
                requireNonNull(membership(submission.messages().getFirst()).chord());
        assertThat(names(List.of(body))).containsExactly("c", "d");
    }

    @Test
    void a_group_inside_a_chords_header_is_unrolled_in_order() {
        Submission submission = launch(chord(task("body"), task("a"), Group.of(task("b"), task("c")), task("d")));

        assertThat(submission.messages()).extracting(TaskMessage::task).containsExactly("a", "b", "c", "d");
        assertThat(submission.chords()).extracting(ChordSize::parts).containsExactly(4);
    }

    @Test
    void a_chord_inside_a_chords_header_counts_as_one_part_by_its_body() {
        Submission submission = launch(chord(task("outer"), chord(task("inner"), task("a"), task("b")), task("c")));

        assertThat(submission.chords()).extracting(ChordSize::parts).containsExactlyInAnyOrder(2, 2);
        GroupMembership a = membership(submission.messages().getFirst());
        Signature inner = (Signature) requireNonNull(a.chord());
        GroupMembership part = requireNonNull(inner.options().membership());
        assertThat(inner.task()).isEqualTo("inner");
        assertThat(part.index()).isZero();
        assertThat(names(List.of(requireNonNull(part.chord())))).containsExactly("outer");
    }

    @Test
    void a_chain_inside_a_chords_header_counts_by_its_last_step() {
        Submission submission = launch(chord(task("body"), chain(task("a"), task("b"))));

        TaskMessage a = submission.messages().getFirst();
        assertThat(a.options().membership()).isNull();
        Signature b = (Signature) a.chain().getFirst();
        assertThat(requireNonNull(b.options().membership()).chord()).isNotNull();
    }

    @Test
    void a_chain_that_ends_in_a_group_counts_as_one_part_with_the_list_of_the_groups_results() {
        Submission submission =
                launch(chord(task("body"), chain(task("a"), Group.of(task("b"), task("c"))), task("d")));

        assertThat(submission.chords()).extracting(ChordSize::parts).containsExactly(2);
        Chord rest = (Chord) submission.messages().getFirst().chain().getFirst();
        assertThat(names(rest.header())).containsExactly("b", "c");
        assertThat(names(List.of(rest.body()))).containsExactly(Group.ACCUMULATE);
    }

    @Test
    void a_group_has_the_same_results_wherever_it_stands() {
        Group group = Group.of(chain(task("b"), Group.of(task("c"), task("d"))), task("e"));

        assertThat(launch(group).results()).hasSize(2);
        assertThat(launch(chain(task("a"), group)).results()).hasSize(2);
    }

    @Test
    void the_body_of_an_empty_chord_is_sent_at_once_with_an_empty_list() {
        Submission submission = launch(chord(task("body")));

        TaskMessage body = submission.messages().getFirst();
        assertThat(body.signature().args()).containsExactly(List.of());
        assertThat(submission.chords()).isEmpty();
        assertThat(submission.results()).containsExactly(body.id());
    }

    @Test
    void an_empty_group_is_nothing() {
        assertThat(launch(Group.of()).isEmpty()).isTrue();
    }

    @Test
    void every_task_that_is_planned_has_an_id_of_its_own() {
        Canvas deep = chain(task("a"), Group.of(chord(task("b"), task("c")), task("d")), chord(task("e"), task("f")));

        Submission submission = launch(deep);

        assertThat(submission.tasks())
                .extracting(Submission.PlannedTask::id)
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_group_keeps_the_id_that_it_was_given_as_a_chord_too() {
        Group group = new Group(List.of(task("a")), TaskOptions.NONE.withId(new TaskId("mine")));

        assertThat(groups(chain(group, task("b")))).containsExactly("mine");
        assertThat(groups(Chord.of(group, task("b")))).containsExactly("mine");
    }

    private static Stream<String> groups(Canvas canvas) {
        return launch(canvas).groups().stream().map(group -> group.value());
    }

    private static GroupMembership membership(TaskMessage message) {
        return requireNonNull(message.options().membership());
    }

    private static TaskId idOf(Canvas canvas) {
        return requireNonNull(((Signature) canvas).options().id());
    }
}
