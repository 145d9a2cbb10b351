package io.apium.testkit.contract;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.apium.canvas.TaskMessage;
import io.apium.ledger.Beat;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.Ledger;
import io.apium.ledger.State;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link Ledger} promises of the entries in it, while it is there. */
public interface LedgerContract extends LedgerClaimContract {

    @Test
    default void states_of_every_shape_come_back_as_they_were() throws Exception {
        for (State state : Waiting.everyShape()) {
            assertThat(write(state, Ledger.NONE, Examples.MOMENT)).isTrue();

            assertThat(ledger().find(state.key())).hasValueSatisfying(entry -> {
                assertThat(entry.state()).isEqualTo(state);
                assertThat(entry.wake()).isEqualTo(Examples.MOMENT);
            });
        }
    }

    @Test
    default void moments_are_cut_to_milliseconds() throws Exception {
        State state = Waiting.task();

        write(state, Ledger.NONE, Examples.MOMENT.plusNanos(999_999));

        assertThat(ledger().find(state.key())).hasValueSatisfying(entry -> {
            assertThat(entry.state()).isEqualTo(state);
            assertThat(entry.wake()).isEqualTo(Examples.MOMENT);
        });
    }

    @Test
    default void an_entry_that_is_not_there_is_not_found() {
        assertThat(ledger().find(EntryKey.task(TaskId.random()))).isEmpty();
    }

    @Test
    default void an_entry_may_be_there_without_ever_waking() throws Exception {
        DelayedTask state = Waiting.task();
        write(state, Ledger.NONE, Examples.MOMENT);

        write(Waiting.later(state), revision(state), null);

        assertThat(ledger().find(state.key()))
                .hasValueSatisfying(entry -> assertThat(entry.wake()).isNull());
        assertThat(claimed(Examples.MOMENT)).extracting(Entry::key).doesNotContain(state.key());
    }

    @Test
    default void each_write_gives_the_entry_a_greater_revision() throws Exception {
        DelayedTask first = Waiting.task();
        DelayedTask second = Waiting.later(first);

        assertThat(write(first, Ledger.NONE, first.due())).isTrue();
        long seen = revision(first);
        assertThat(write(second, seen, second.due())).isTrue();

        assertThat(revision(first)).isGreaterThan(seen);
        assertThat(ledger().find(first.key()).map(Entry::state)).contains(second);
    }

    @Test
    default void a_write_that_has_not_seen_the_latest_revision_is_refused() throws Exception {
        DelayedTask first = Waiting.task();
        DelayedTask second = Waiting.later(first);
        DelayedTask third = Waiting.later(second);

        assertThat(write(first, 1, first.due())).as("of what is not there").isFalse();
        write(first, Ledger.NONE, first.due());
        long before = revision(first);
        write(second, before, second.due());

        for (long seen : new long[] {Ledger.NONE, before, revision(first) + 1}) {
            assertThat(write(third, seen, third.due()))
                    .as("having seen %d", seen)
                    .isFalse();
        }
        assertThat(ledger().find(first.key()).map(Entry::state)).contains(second);
    }

    @Test
    default void a_write_of_what_stands_there_already_has_been_made() throws Exception {
        DelayedTask state = Waiting.task();
        write(state, Ledger.NONE, state.due());
        long revision = revision(state);

        assertThat(write(state, Ledger.NONE, state.due())).isTrue();

        assertThat(revision(state)).isEqualTo(revision);
    }

    @Test
    default void of_many_writes_at_once_one_is_made() throws Exception {
        DelayedTask first = Waiting.task();
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
        DelayedTask state = Waiting.task();
        write(state, Ledger.NONE, state.due());
        long before = revision(state);
        write(Waiting.later(state), before, state.due());
        long seen = revision(state);

        assertThat(Inbox.done(ledger().remove(state.key(), before))).isFalse();
        assertThat(ledger().find(state.key())).isPresent();
        assertThat(Inbox.done(ledger().remove(state.key(), seen))).isTrue();
        assertThat(ledger().find(state.key())).isEmpty();
        assertThat(Inbox.done(ledger().remove(state.key(), seen)))
                .as("when it is gone")
                .isTrue();
        assertThat(claimed(Waiting.LATEST)).extracting(Entry::key).doesNotContain(state.key());
    }

    @Test
    default void an_entry_that_was_removed_may_be_written_anew() throws Exception {
        DelayedTask state = Waiting.task();
        write(state, Ledger.NONE, state.due());
        long before = revision(state);
        Inbox.done(ledger().remove(state.key(), before));

        assertThat(write(state, Ledger.NONE, state.due())).isTrue();

        assertThat(revision(state))
                .as("or a writer who stood still meanwhile would take it for the one before")
                .isGreaterThan(before);
    }

    @Test
    default void an_entry_is_woken_earlier_and_never_later() throws Exception {
        DelayedTask state = Waiting.task();
        write(state, Ledger.NONE, Examples.MOMENT);
        long revision = revision(state);

        Inbox.done(ledger().wake(state.key(), Examples.MOMENT.plusMillis(1)));
        assertThat(wakeOf(state)).isEqualTo(Examples.MOMENT);
        Inbox.done(ledger().wake(state.key(), Examples.MOMENT.minusMillis(1)));
        assertThat(wakeOf(state)).isEqualTo(Examples.MOMENT.minusMillis(1));

        assertThat(revision(state)).isEqualTo(revision);
    }

    @Test
    default void an_entry_that_does_not_wake_by_itself_is_woken_too() throws Exception {
        Beat beat = Waiting.beats().getFirst().pause();
        write(beat, Ledger.NONE, null);

        Inbox.done(ledger().wake(beat.key(), Examples.MOMENT));

        assertThat(wakeOf(beat)).isEqualTo(Examples.MOMENT);
    }

    @Test
    default void waking_what_is_not_there_does_nothing() throws Exception {
        EntryKey key = EntryKey.task(TaskId.random());

        Inbox.done(ledger().wake(key, Instant.EPOCH));

        assertThat(ledger().find(key)).isEmpty();
        assertThat(claimed(Instant.EPOCH)).extracting(Entry::key).doesNotContain(key);
    }

    @Test
    default void all_entries_of_a_kind_are_counted_and_given() throws Exception {
        long before = ledger().count(Kind.TASK);
        List<DelayedTask> tasks = Stream.generate(Waiting::task).limit(1_200).toList();
        Beat beat = Waiting.beats().getFirst();

        Inbox.done(CompletableFuture.allOf(tasks.stream()
                .map(task -> ledger().write(task, Ledger.NONE, task.due()))
                .toArray(CompletableFuture<?>[]::new)));
        write(beat, Ledger.NONE, null);

        assertThat(ledger().count(Kind.TASK)).isEqualTo(before + tasks.size());
        try (Stream<Entry> all = ledger().all(Kind.TASK)) {
            assertThat(all.map(Entry::state).filter(not(Beat.class::isInstance)).toList())
                    .containsAll(tasks)
                    .doesNotContain(beat);
        }
        assertThat(ledger().all(Kind.SCHEDULE))
                .extracting(Entry::state, Entry::wake)
                .contains(tuple(beat, null));
    }

    @Test
    default void a_message_in_the_ledger_can_be_due_at_any_moment() throws Exception {
        TaskMessage message = Examples.simple(Examples.queue());

        assertThat(write(new DelayedTask(message, Instant.EPOCH), Ledger.NONE, Instant.EPOCH))
                .isTrue();

        assertThat(claimed(Instant.EPOCH)).extracting(Entry::key).contains(EntryKey.task(message.id()));
    }

    private long revision(State state) {
        return ledger().find(state.key()).map(Entry::revision).orElse(Ledger.NONE);
    }

    private Instant wakeOf(State state) {
        return ledger().find(state.key()).map(Entry::wake).orElseThrow();
    }
}
