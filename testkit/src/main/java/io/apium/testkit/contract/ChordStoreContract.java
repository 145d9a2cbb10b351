package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.canvas.ChordSize;
import io.apium.canvas.CompletedChordMember;
import io.apium.canvas.Signature;
import io.apium.store.ChordStore;
import io.apium.store.ChordStore.Join;
import io.apium.task.GroupId;
import io.apium.task.JsonText;
import io.apium.task.TaskError;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link ChordStore} promises while it is there. */
public interface ChordStoreContract {

    /** The store under test, the same one throughout a test. */
    ChordStore chords();

    @Test
    default void the_last_part_completes_and_gives_the_results_in_the_order_of_the_group() throws Exception {
        GroupId group = expecting(3);

        assertThat(join(part(group, 2, "\"c\""))).isEqualTo(new Join.Waiting());
        assertThat(join(part(group, 0, TaskExamples.INTRICATE.json()))).isEqualTo(new Join.Waiting());
        assertThat(join(part(group, 1, "null")))
                .isEqualTo(new Join.Complete(List.of(TaskExamples.INTRICATE, JsonText.NULL, new JsonText("\"c\""))));
    }

    @Test
    default void parts_without_an_index_come_after_those_that_have_one() throws Exception {
        GroupId group = expecting(3);

        join(part(group, null, "1"));
        join(part(group, 7, "2"));

        assertThat(join(part(group, null, "3"))).isInstanceOfSatisfying(Join.Complete.class, complete -> {
            assertThat(complete.results())
                    .containsExactlyInAnyOrder(new JsonText("1"), new JsonText("2"), new JsonText("3"));
            assertThat(complete.results().getFirst()).isEqualTo(new JsonText("2"));
        });
    }

    @Test
    default void a_chord_of_one_part_is_complete_with_it() throws Exception {
        assertThat(join(part(expecting(1), 0, "1"))).isEqualTo(new Join.Complete(List.of(new JsonText("1"))));
    }

    @Test
    default void a_part_counts_once_however_often_it_is_given() throws Exception {
        GroupId group = expecting(2);
        CompletedChordMember first = part(group, 0, "1");

        for (int i = 0; i < 3; i++) {
            assertThat(join(first)).isEqualTo(new Join.Waiting());
        }

        assertThat(join(part(group, 1, "2")))
                .isEqualTo(new Join.Complete(List.of(new JsonText("1"), new JsonText("2"))));
    }

    @Test
    default void parts_with_equal_results_count_each_for_itself() throws Exception {
        GroupId group = expecting(2);

        join(part(group, 0, "1"));

        assertThat(join(part(group, 1, "1")))
                .isEqualTo(new Join.Complete(List.of(new JsonText("1"), new JsonText("1"))));
    }

    @Test
    default void a_part_may_come_before_the_size_is_known() throws Exception {
        GroupId group = TaskExamples.group();
        assertThat(join(part(group, 0, "1"))).isInstanceOf(Join.SizeUnknown.class);

        ListenerInbox.done(chords().expect(new ChordSize(group, 2)));
        ListenerInbox.done(chords().expect(new ChordSize(group, 2)));

        assertThat(join(part(group, 1, "2")))
                .isEqualTo(new Join.Complete(List.of(new JsonText("1"), new JsonText("2"))));
    }

    @Test
    default void of_the_parts_that_come_before_the_size_one_watches_for_it() throws Exception {
        GroupId group = TaskExamples.group();
        CompletedChordMember first = part(group, 0, "1");

        assertThat(join(first)).isInstanceOf(Join.SizeUnknown.class);
        assertThat(join(part(group, 1, "2"))).isEqualTo(new Join.Waiting());
        assertThat(join(first)).isInstanceOf(Join.SizeUnknown.class);

        ListenerInbox.done(chords().expect(new ChordSize(group, 3)));
        assertThat(join(first)).isEqualTo(new Join.Waiting());
        assertThat(join(part(group, 2, "3"))).isInstanceOf(Join.Complete.class);
    }

    @Test
    default void a_chord_whose_size_and_parts_do_not_come_is_broken() throws Exception {
        GroupId group = TaskExamples.group();
        CompletedChordMember part = part(group, 1, "1");
        assertThat(join(part))
                .isInstanceOfSatisfying(
                        Join.SizeUnknown.class,
                        unknown -> assertThat(unknown.again()).isBetween(Duration.ofMillis(1), ListenerInbox.PATIENCE));

        await().atMost(ListenerInbox.PATIENCE).until(() -> join(part) instanceof Join.Broken);

        ListenerInbox.done(chords().settle(group));
        assertThat(join(part)).isEqualTo(new Join.Waiting());
        assertThat(join(part(group, 2, "2"))).isEqualTo(new Join.Waiting());
    }

    @Test
    default void two_parts_of_one_id_break_the_chord() throws Exception {
        GroupId group = expecting(2);
        TaskRecord.Ended same = TaskExamples.succeeded(TaskId.random(), new JsonText("1"));

        assertThat(join(part(group, 0, same))).isEqualTo(new Join.Waiting());

        assertThat(join(part(group, 1, same)))
                .isInstanceOfSatisfying(
                        Join.Broken.class,
                        broken -> assertThat(broken.error().message())
                                .contains(same.id().value()));
    }

    @Test
    default void a_part_that_failed_or_was_revoked_breaks_the_chord_when_all_are_there() throws Exception {
        for (TaskRecord.Unsuccessful bad :
                List.of(TaskExamples.failed(TaskId.random()), TaskExamples.revoked(TaskId.random()))) {
            GroupId group = expecting(2);

            assertThat(join(part(group, 0, bad))).isEqualTo(new Join.Waiting());
            assertThat(join(part(group, 1, "1")))
                    .isEqualTo(new Join.Broken(TaskError.brokenChord(bad.id(), bad.error())));
        }
    }

    @Test
    default void the_claim_is_repeated_for_the_task_that_has_it_and_for_no_other() throws Exception {
        GroupId group = expecting(2);
        CompletedChordMember first = part(group, 0, "1");
        CompletedChordMember last = part(group, 1, "2");

        join(first);
        Join complete = join(last);

        assertThat(complete).isInstanceOf(Join.Complete.class);
        assertThat(join(first)).isEqualTo(new Join.Waiting());
        assertThat(join(last)).isEqualTo(complete);
        assertThat(join(last)).isEqualTo(complete);
    }

    @Test
    default void the_claim_of_a_broken_chord_is_repeated_too() throws Exception {
        GroupId group = expecting(2);
        CompletedChordMember last = part(group, 1, TaskExamples.failed(TaskId.random()));

        join(part(group, 0, "1"));
        Join broken = join(last);

        assertThat(broken).isInstanceOf(Join.Broken.class);
        assertThat(join(last)).isEqualTo(broken);
    }

    @Test
    default void nothing_comes_of_a_chord_that_is_settled() throws Exception {
        GroupId group = expecting(2);
        CompletedChordMember first = part(group, 0, "1");
        CompletedChordMember last = part(group, 1, "2");
        join(first);
        join(last);

        ListenerInbox.done(chords().settle(group));
        ListenerInbox.done(chords().settle(group));

        assertThat(join(last)).isEqualTo(new Join.Waiting());
        assertThat(join(first)).isEqualTo(new Join.Waiting());
        assertThat(join(last)).isEqualTo(new Join.Waiting());
    }

    @Test
    default void chords_are_counted_apart() throws Exception {
        GroupId one = expecting(2);
        GroupId other = expecting(2);

        join(part(one, 0, "1"));

        assertThat(join(part(other, 1, "2"))).isEqualTo(new Join.Waiting());
    }

    @Test
    default void of_a_thousand_parts_at_once_exactly_one_has_the_claim() throws Exception {
        GroupId group = expecting(1_000);

        List<CompletableFuture<Join>> joins = IntStream.range(0, 1_000)
                .parallel()
                .mapToObj(i -> chords().join(part(group, i, "" + i)))
                .toList();

        List<Join> claims = new ArrayList<>();
        for (CompletableFuture<Join> join : joins) {
            if (!(ListenerInbox.done(join) instanceof Join.Waiting)) {
                claims.add(join.join());
            }
        }
        List<JsonText> results =
                IntStream.range(0, 1_000).mapToObj(i -> new JsonText("" + i)).toList();
        assertThat(claims).containsExactly(new Join.Complete(results));
    }

    private GroupId expecting(int parts) throws Exception {
        GroupId group = TaskExamples.group();
        ListenerInbox.done(chords().expect(new ChordSize(group, parts)));
        return group;
    }

    private Join join(CompletedChordMember part) throws Exception {
        return ListenerInbox.done(chords().join(part));
    }

    private static CompletedChordMember part(GroupId group, @Nullable Integer index, String result) {
        return part(group, index, TaskExamples.succeeded(TaskId.random(), new JsonText(result)));
    }

    private static CompletedChordMember part(GroupId group, @Nullable Integer index, TaskRecord.Ended ended) {
        return new CompletedChordMember(group, index, ended, Signature.of("tasks.sum"));
    }
}
