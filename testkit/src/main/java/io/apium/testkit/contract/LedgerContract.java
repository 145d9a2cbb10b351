package io.apium.testkit.contract;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.TaskMessage;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryState;
import io.apium.ledger.Ledger;
import io.apium.ledger.ScheduleEntry;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link Ledger} promises of the entries in it, while it is there. */
public interface LedgerContract extends LedgerClaimContract, LedgerPutOffContract {

    @Test
    default void states_of_every_shape_come_back_as_they_were() throws Exception {
        for (EntryState state : LedgerEntries.everyShape()) {
            assertThat(write(state, Ledger.NONE, TaskExamples.MOMENT)).isTrue();

            assertStands(state, TaskExamples.MOMENT);
        }
    }

    @Test
    default void moments_are_cut_to_milliseconds() throws Exception {
        EntryState state = LedgerEntries.task();

        write(state, Ledger.NONE, TaskExamples.MOMENT.plusNanos(999_999));

        assertStands(state, TaskExamples.MOMENT);
    }

    @Test
    default void an_entry_that_is_not_there_is_not_found() {
        assertThat(ledger().find(EntryKey.task(TaskId.random()))).isEmpty();
    }

    @Test
    default void an_entry_may_be_there_without_ever_waking() throws Exception {
        EntryState state = LedgerEntries.task();
        write(state, Ledger.NONE, TaskExamples.MOMENT);

        write(state, revision(state), null);

        assertStands(state, null);
        assertThat(claimed(TaskExamples.MOMENT)).extracting(Entry::key).doesNotContain(state.key());
    }

    @Test
    default void each_write_gives_the_entry_a_revision_that_it_has_not_had_before() throws Exception {
        DelayedTask first = LedgerEntries.task();
        DelayedTask second = LedgerEntries.later(first);
        List<Long> revisions = new ArrayList<>(List.of(Ledger.NONE));

        assertThat(write(first, Ledger.NONE, first.due())).isTrue();
        revisions.add(revision(first));
        assertThat(write(second, revisions.getLast(), second.due())).isTrue();
        revisions.add(revision(first));
        ListenerInbox.done(ledger().remove(first.key(), revisions.getLast()));
        assertThat(write(first, Ledger.NONE, first.due())).isTrue();
        revisions.add(revision(first));

        assertThat(revisions).isSorted().doesNotHaveDuplicates();
    }

    @Test
    default void a_write_that_has_not_seen_the_latest_revision_is_refused() throws Exception {
        DelayedTask first = LedgerEntries.task();
        DelayedTask second = LedgerEntries.later(first);
        DelayedTask third = LedgerEntries.later(second);

        assertThat(write(first, 1, first.due())).as("of what is not there").isFalse();
        write(first, Ledger.NONE, first.due());
        long seen = revision(first);
        write(second, seen, second.due());

        for (long other : new long[] {Ledger.NONE, seen, revision(first) + 1}) {
            assertThat(write(third, other, third.due()))
                    .as("having seen %d", other)
                    .isFalse();
        }
        assertStands(second, second.due());
    }

    @Test
    default void a_write_that_is_made_again_since_its_answer_was_lost_counts_as_written() throws Exception {
        DelayedTask first = LedgerEntries.task();
        DelayedTask second = LedgerEntries.later(first);
        write(first, Ledger.NONE, first.due());
        long seen = revision(first);
        write(second, seen, second.due());
        ListenerInbox.done(ledger().wake(first.key(), Instant.EPOCH));
        long revision = revision(first);

        assertThat(write(second, seen, second.due())).isTrue();

        assertThat(revision(first)).isEqualTo(revision);
        assertStands(second, Instant.EPOCH);
        assertThat(claimed(Instant.EPOCH)).extracting(Entry::key).contains(first.key());
    }

    @Test
    default void of_many_writes_at_once_one_is_made() throws Exception {
        DelayedTask first = LedgerEntries.task();
        write(first, Ledger.NONE, first.due());
        long seen = revision(first);

        List<CompletableFuture<Boolean>> writes = IntStream.range(0, 64)
                .mapToObj(i -> new DelayedTask(first.message(), first.due().plusMillis(i + 1)))
                .parallel()
                .map(state -> ledger().write(state, seen, state.due()))
                .toList();

        assertThat(writes.stream().map(CompletableFuture::join).filter(written -> written))
                .hasSize(1);
        assertThat(revision(first)).isGreaterThan(seen);
    }

    @Test
    default void an_entry_is_removed_at_the_revision_that_was_seen_and_at_no_other() throws Exception {
        DelayedTask state = LedgerEntries.task();
        write(state, Ledger.NONE, state.due());
        long before = revision(state);
        write(LedgerEntries.later(state), before, state.due());
        long seen = revision(state);

        assertThat(ListenerInbox.done(ledger().remove(state.key(), before))).isFalse();
        assertThat(ledger().find(state.key())).isPresent();
        assertThat(ListenerInbox.done(ledger().remove(state.key(), seen))).isTrue();
        assertThat(ledger().find(state.key())).isEmpty();
        assertThat(ListenerInbox.done(ledger().remove(state.key(), seen)))
                .as("when it is gone")
                .isTrue();
        assertThat(claimed(LedgerEntries.LATEST)).extracting(Entry::key).doesNotContain(state.key());
    }

    @Test
    default void an_entry_that_was_removed_may_be_written_anew() throws Exception {
        DelayedTask state = LedgerEntries.task();
        write(state, Ledger.NONE, state.due());
        long gone = revision(state);
        ListenerInbox.done(ledger().remove(state.key(), gone));

        assertThat(write(state, Ledger.NONE, state.due())).isTrue();

        assertThat(ListenerInbox.done(ledger().remove(state.key(), gone)))
                .as("by whoever saw the one before")
                .isFalse();
        assertStands(state, state.due());
    }

    @Test
    default void an_entry_is_woken_earlier_and_never_later() throws Exception {
        DelayedTask state = LedgerEntries.task();
        write(state, Ledger.NONE, TaskExamples.MOMENT);
        long revision = revision(state);

        ListenerInbox.done(ledger().wake(state.key(), TaskExamples.MOMENT.plusMillis(1)));
        assertStands(state, TaskExamples.MOMENT);
        ListenerInbox.done(ledger().wake(state.key(), TaskExamples.MOMENT.minusMillis(1)));
        assertStands(state, TaskExamples.MOMENT.minusMillis(1));

        assertThat(revision(state)).isEqualTo(revision);
    }

    @Test
    default void an_entry_that_does_not_wake_by_itself_is_woken_too() throws Exception {
        ScheduleEntry entry = LedgerEntries.beats().getFirst().pause();
        write(entry, Ledger.NONE, null);

        ListenerInbox.done(ledger().wake(entry.key(), TaskExamples.MOMENT));

        assertStands(entry, TaskExamples.MOMENT);
    }

    @Test
    default void waking_what_is_not_there_does_nothing() throws Exception {
        EntryKey key = EntryKey.task(TaskId.random());

        ListenerInbox.done(ledger().wake(key, Instant.EPOCH));

        assertThat(ledger().find(key)).isEmpty();
        assertThat(claimed(Instant.EPOCH)).extracting(Entry::key).doesNotContain(key);
    }

    @Test
    default void all_entries_of_a_kind_are_counted_and_given() throws Exception {
        long before = ledger().count(Kind.TASK);
        List<DelayedTask> tasks =
                Stream.generate(LedgerEntries::task).limit(1_200).toList();
        ScheduleEntry entry = LedgerEntries.beats().getFirst();

        ListenerInbox.done(CompletableFuture.allOf(tasks.stream()
                .map(task -> ledger().write(task, Ledger.NONE, task.due()))
                .toArray(CompletableFuture<?>[]::new)));
        write(entry, Ledger.NONE, null);

        assertThat(ledger().count(Kind.TASK)).isEqualTo(before + tasks.size());
        try (Stream<Entry> all = ledger().all(Kind.TASK)) {
            assertThat(all.map(Entry::state)
                            .filter(not(ScheduleEntry.class::isInstance))
                            .toList())
                    .containsAll(tasks)
                    .doesNotContain(entry);
        }
        assertThat(ledger().all(Kind.SCHEDULE)).extracting(Entry::state).contains(entry);
    }

    @Test
    default void a_message_in_the_ledger_can_be_due_at_any_moment() throws Exception {
        TaskMessage message = TaskExamples.simple(TaskExamples.queue());

        assertThat(write(new DelayedTask(message, Instant.EPOCH), Ledger.NONE, Instant.EPOCH))
                .isTrue();

        assertThat(claimed(Instant.EPOCH)).extracting(Entry::key).contains(EntryKey.task(message.id()));
    }

    private void assertStands(EntryState state, @Nullable Instant wake) {
        assertThat(ledger().find(state.key()))
                .get()
                .extracting(Entry::state, Entry::wake)
                .containsExactly(state, wake);
    }
}
