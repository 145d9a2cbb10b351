package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link Ledger} promises of entries that are put off. */
public interface LedgerPutOffContract {

    Ledger ledger();

    @Test
    default void a_claimed_entry_that_is_put_off_sleeps_until_then_and_stays_as_it_was() throws Exception {
        DelayedTask task = due(TaskExamples.MOMENT);
        Instant until = TaskExamples.MOMENT.plusSeconds(60);
        claimed(TaskExamples.MOMENT);
        long seen = revision(task);

        ListenerInbox.done(ledger().putOff(task.key(), seen, until));

        assertThat(ledger().find(task.key())).contains(new Entry(task, seen, until));
        assertThat(claimed(until.minusMillis(1))).doesNotContain(task.key());
        assertThat(claimed(until)).contains(task.key());
    }

    @Test
    default void an_entry_that_was_changed_or_woken_meanwhile_is_not_put_off() throws Exception {
        DelayedTask changed = due(TaskExamples.MOMENT);
        DelayedTask woken = due(TaskExamples.MOMENT);
        Instant until = TaskExamples.MOMENT.plusSeconds(60);
        claimed(TaskExamples.MOMENT);
        long seen = revision(changed);
        ListenerInbox.done(ledger().write(LedgerEntries.later(changed), seen, TaskExamples.MOMENT.plusMillis(2)));
        ListenerInbox.done(ledger().wake(woken.key(), TaskExamples.MOMENT.plusMillis(3)));

        ListenerInbox.done(ledger().putOff(changed.key(), seen, until));
        ListenerInbox.done(ledger().putOff(woken.key(), revision(woken), until));

        assertThat(claimed(TaskExamples.MOMENT.plusMillis(3))).contains(changed.key(), woken.key());
    }

    private DelayedTask due(Instant moment) throws Exception {
        DelayedTask task = new DelayedTask(TaskExamples.simple(TaskExamples.queue()), moment);
        assertThat(ListenerInbox.done(ledger().write(task, Ledger.NONE, moment)))
                .isTrue();
        return task;
    }

    private long revision(DelayedTask task) {
        return ledger().find(task.key()).map(Entry::revision).orElseThrow();
    }

    private List<EntryKey> claimed(Instant now) {
        return ledger().claim(now, 100_000, Duration.ofSeconds(10)).entries().stream()
                .map(Entry::key)
                .toList();
    }
}
