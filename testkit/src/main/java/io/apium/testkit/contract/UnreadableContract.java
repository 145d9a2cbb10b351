package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.canvas.ChordSize;
import io.apium.canvas.CompletedChordMember;
import io.apium.canvas.Signature;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.Ledger;
import io.apium.store.ChordStore;
import io.apium.store.ChordStore.Join;
import io.apium.store.ResultStore;
import io.apium.store.UnreadableRecordException;
import io.apium.task.GroupId;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What cannot be read is the fault of its own id: all others are read and written as ever. */
public interface UnreadableContract {

    Duration LEASE = Duration.ofSeconds(10);

    ResultStore results();

    Ledger ledger();

    ChordStore chords();

    /** Makes the record of this task unreadable. */
    void damage(TaskId record);

    /** Makes this entry unreadable. */
    void damage(EntryKey entry);

    /** Makes the count of this chord unreadable. */
    void damage(GroupId chord);

    @Test
    default void a_record_that_cannot_be_read_is_found_as_such_beside_the_others() throws Exception {
        TaskRecord.Ended good = ended();
        TaskId bad = damaged();

        Map<TaskId, TaskRecord> found = results().find(List.of(bad, good.id()));

        assertThat(found.get(good.id())).isEqualTo(good);
        assertThat(found.get(bad)).isInstanceOf(TaskRecord.Unreadable.class);
        assertThat(results().history(bad).orElseThrow().record()).isInstanceOf(TaskRecord.Unreadable.class);
        assertThat(results().states(List.of(bad, good.id(), TaskId.random())))
                .isEqualTo(Map.of(bad, "UNREADABLE", good.id(), "SUCCESS"));
        assertThat(results().ends(List.of(bad, good.id()))).isEqualTo(Map.of(good.id(), good.endedAt()));
    }

    @Test
    default void a_task_whose_record_cannot_be_read_ends_all_the_same() throws Exception {
        TaskId bad = damaged();
        TaskRecord.Ended end = TaskExamples.succeeded(bad, new JsonText("2"));

        assertThat(ListenerInbox.done(results().end(end))).isEqualTo(end);

        assertThat(results().find(List.of(bad)).get(bad)).isEqualTo(end);
    }

    @Test
    default void an_entry_that_cannot_be_read_is_put_off_and_left_out_of_what_is_listed() throws Exception {
        DelayedTask good = due();
        DelayedTask bad = due();
        long before = ledger().count(Kind.TASK);
        damage(bad.key());

        List<EntryKey> claimed = claimed(TaskExamples.MOMENT);

        assertThat(claimed).contains(good.key()).doesNotContain(bad.key());
        assertThat(claimed(TaskExamples.MOMENT.plus(LEASE)))
                .contains(good.key())
                .doesNotContain(bad.key());
        assertThat(ledger().all(Kind.TASK).map(Entry::key)).contains(good.key()).doesNotContain(bad.key());
        assertThat(ledger().page(Kind.TASK, null, 100_000).entries().stream().map(Entry::key))
                .contains(good.key())
                .doesNotContain(bad.key());
        assertThatThrownBy(() -> ledger().find(bad.key())).isInstanceOf(UnreadableRecordException.class);
        assertThat(ledger().count(Kind.TASK)).isEqualTo(before);
    }

    @Test
    default void an_entry_that_was_set_aside_makes_room_for_another() throws Exception {
        DelayedTask bad = due();
        damage(bad.key());
        assertThat(ListenerInbox.done(ledger().write(bad, Ledger.NONE, bad.due())))
                .isFalse();

        ListenerInbox.done(ledger().setAside(bad.key()));
        ListenerInbox.done(ledger().setAside(bad.key()));

        assertThat(ledger().find(bad.key())).isEmpty();
        assertThat(ListenerInbox.done(ledger().write(bad, Ledger.NONE, bad.due())))
                .isTrue();
        assertThat(ledger().find(bad.key()).orElseThrow().state()).isEqualTo(bad);
    }

    @Test
    default void what_was_counted_and_cannot_be_read_fails_its_chord_and_no_other() throws Exception {
        GroupId bad = TaskExamples.group();
        GroupId good = TaskExamples.group();
        for (GroupId group : List.of(bad, good)) {
            ListenerInbox.done(chords().expect(new ChordSize(group, 1)));
        }
        damage(bad);

        assertThat(ListenerInbox.done(chords().join(part(bad)))).isInstanceOf(Join.Unreadable.class);
        assertThat(ListenerInbox.done(chords().join(part(bad)))).isInstanceOf(Join.Unreadable.class);
        assertThat(ListenerInbox.done(chords().join(part(good)))).isInstanceOf(Join.Complete.class);
    }

    private static CompletedChordMember part(GroupId group) {
        return new CompletedChordMember(
                group, 0, TaskExamples.succeeded(TaskId.random(), JsonText.NULL), Signature.of("tasks.sum"));
    }

    private TaskRecord.Ended ended() throws Exception {
        return ListenerInbox.done(results().end(TaskExamples.succeeded(TaskId.random(), new JsonText("1"))));
    }

    private TaskId damaged() throws Exception {
        TaskId id = ended().id();
        damage(id);
        return id;
    }

    private DelayedTask due() throws Exception {
        DelayedTask task = new DelayedTask(TaskExamples.simple(TaskExamples.queue()), TaskExamples.MOMENT);
        assertThat(ListenerInbox.done(ledger().write(task, Ledger.NONE, task.due())))
                .isTrue();
        return task;
    }

    private List<EntryKey> claimed(Instant now) {
        return ledger().claim(now, 100_000, LEASE).entries().stream()
                .map(Entry::key)
                .toList();
    }
}
