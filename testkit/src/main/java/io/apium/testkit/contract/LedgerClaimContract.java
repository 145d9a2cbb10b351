package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryState;
import io.apium.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What {@link Ledger} promises of claims, and of being told. Others may use the same ledger, so every test looks for what is
 * its own, in a past of its own where it matters what comes first.
 */
public interface LedgerClaimContract {

    Duration LEASE = Duration.ofSeconds(10);

    /** The ledger under test, the same one throughout a test; no other test claims from it. */
    Ledger ledger();

    @Test
    default void what_is_due_is_claimed_and_nothing_else() throws Exception {
        DelayedTask due = due(TaskExamples.MOMENT);
        DelayedTask early = due(TaskExamples.MOMENT.plusMillis(1));

        List<Entry> claimed = claimed(TaskExamples.MOMENT);

        assertThat(claimed).contains(new Entry(due, revision(due), TaskExamples.MOMENT));
        assertThat(claimed).extracting(Entry::key).doesNotContain(early.key());
    }

    @Test
    default void a_claimed_entry_wakes_again_when_its_lease_is_over_and_not_before() throws Exception {
        DelayedTask task = due(TaskExamples.MOMENT);
        Instant over = TaskExamples.MOMENT.plus(LEASE);

        assertThat(claimed(TaskExamples.MOMENT)).extracting(Entry::key).contains(task.key());

        assertThat(claimed(over.minusMillis(1))).extracting(Entry::key).doesNotContain(task.key());
        assertThat(claimed(over)).contains(new Entry(task, revision(task), over));
    }

    @Test
    default void a_claimed_entry_that_is_written_wakes_as_it_was_written() throws Exception {
        DelayedTask task = due(TaskExamples.MOMENT);
        DelayedTask later = LedgerEntries.later(task);
        claimed(TaskExamples.MOMENT);

        assertThat(write(later, revision(task), later.due())).isTrue();

        assertThat(claimed(later.due())).contains(new Entry(later, revision(task), later.due()));
    }

    @Test
    default void a_claimed_entry_that_is_woken_wakes_when_it_is_written_and_not_before() throws Exception {
        DelayedTask task = due(TaskExamples.MOMENT);
        DelayedTask later = LedgerEntries.later(task);
        Instant told = TaskExamples.MOMENT.plusMillis(5);
        long seen = claimed(TaskExamples.MOMENT).stream()
                .filter(entry -> entry.key().equals(task.key()))
                .findFirst()
                .orElseThrow()
                .revision();

        ListenerInbox.done(ledger().wake(task.key(), told));
        ListenerInbox.done(ledger().wake(task.key(), told.plusMillis(5)));

        assertThat(claimed(told)).extracting(Entry::key).doesNotContain(task.key());
        ListenerInbox.done(ledger().write(later, seen, told.plusSeconds(60)));
        assertThat(claimed(told)).contains(new Entry(later, revision(later), told));
        ListenerInbox.done(ledger().write(task, revision(later), told.plusSeconds(60)));
        assertThat(ledger().find(task.key()).orElseThrow().wake()).isEqualTo(told.plusSeconds(60));
    }

    @Test
    default void the_longest_due_are_claimed_first_and_no_more_than_asked_for() throws Exception {
        List<DelayedTask> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tasks.add(due(Instant.EPOCH.plusMillis(200 - i)));
        }

        List<Entry> first = ledger().claim(Instant.EPOCH.plusMillis(200), 2, Duration.ofDays(9_000))
                .entries();

        assertThat(first)
                .hasSizeLessThan(200)
                .extracting(Entry::key)
                .contains(tasks.getLast().key());
        List<Entry> rest = claimed(Instant.EPOCH.plusMillis(200));
        assertThat(Stream.concat(first.stream(), rest.stream()).map(Entry::key))
                .containsAll(tasks.stream().map(EntryState::key).toList())
                .doesNotHaveDuplicates();
    }

    @Test
    default void no_entry_is_given_to_two_claimants() throws Exception {
        List<DelayedTask> tasks =
                Stream.generate(LedgerEntries::task).limit(2_000).toList();
        ListenerInbox.done(CompletableFuture.allOf(tasks.stream()
                .map(task -> ledger().write(task, Ledger.NONE, TaskExamples.MOMENT))
                .toArray(CompletableFuture<?>[]::new)));

        List<CompletableFuture<List<EntryKey>>> claimants = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.supplyAsync(this::claimedBitByBit))
                .toList();

        List<EntryKey> claimed = new ArrayList<>();
        for (CompletableFuture<List<EntryKey>> claimant : claimants) {
            claimed.addAll(ListenerInbox.done(claimant));
        }
        assertThat(claimed)
                .doesNotHaveDuplicates()
                .containsAll(tasks.stream().map(EntryState::key).toList());
    }

    @Test
    default void a_claim_says_when_to_look_again() throws Exception {
        due(Instant.EPOCH.plusMillis(5));
        Instant next = Instant.EPOCH.plusMillis(9);
        due(next);

        Ledger.Claim claim = ledger().claim(Instant.EPOCH.plusMillis(5), 1_000, LEASE);
        Ledger.Claim again = ledger().claim(next, 1_000, LEASE);

        assertThat(claim.next()).isEqualTo(next);
        assertThat(again.next()).isNotNull().isAfter(next).isBeforeOrEqualTo(next.plus(LEASE));
        claimed(LedgerEntries.LATEST);
    }

    @Test
    default void a_claim_that_left_some_says_to_look_again_at_once() throws Exception {
        for (int i = 0; i < 100; i++) {
            due(Instant.EPOCH);
        }

        Ledger.Claim claim = ledger().claim(Instant.EPOCH, 1, Duration.ofDays(9_000));

        assertThat(claim.next()).isEqualTo(Instant.EPOCH);
        claimed(Instant.EPOCH);
    }

    @Test
    default void followers_are_told_of_an_entry_that_is_to_wake_before_all_others() throws Exception {
        ListenerInbox<Instant> one = new ListenerInbox<>();
        ListenerInbox<Instant> other = new ListenerInbox<>();
        DelayedTask task = LedgerEntries.task();
        write(task, Ledger.NONE, LedgerEntries.LATEST);

        try (AutoCloseable _ = ledger().follow(one);
                AutoCloseable _ = ledger().follow(other)) {
            awaitTold(one);
            awaitTold(other);
            Instant earliest = Instant.EPOCH.minusSeconds(60);
            ListenerInbox.done(ledger().wake(task.key(), earliest));
            awaitGiven(one, earliest);
            awaitGiven(other, earliest);
        }

        assertThat(claimed(Instant.EPOCH)).extracting(Entry::key).contains(task.key());
    }

    @Test
    default void a_follower_that_has_left_is_told_nothing() throws Exception {
        ListenerInbox<Instant> left = new ListenerInbox<>();
        ListenerInbox<Instant> follower = new ListenerInbox<>();

        ledger().follow(left).close();
        try (AutoCloseable _ = ledger().follow(follower)) {
            awaitTold(follower);
        }

        while (left.size() > 0) {
            assertThat(left.next()).isAfterOrEqualTo(Instant.EPOCH);
        }
        claimed(Instant.EPOCH);
    }

    /** Adds earlier and earlier entries until the follower is notified: a new follower may miss the first one. */
    private void awaitTold(ListenerInbox<Instant> follower) {
        AtomicLong millis = new AtomicLong();
        await().atMost(ListenerInbox.PATIENCE).until(() -> {
            due(Instant.EPOCH.minusMillis(millis.incrementAndGet()));
            boolean told = false;
            while (follower.size() > 0) {
                told |= follower.next().isBefore(Instant.EPOCH);
            }
            return told;
        });
        claimed(Instant.EPOCH);
    }

    /** A new entry that wakes at {@code moment}. */
    private DelayedTask due(Instant moment) throws Exception {
        DelayedTask task = new DelayedTask(TaskExamples.simple(TaskExamples.queue()), moment);
        assertThat(write(task, Ledger.NONE, moment)).isTrue();
        return task;
    }

    default long revision(EntryState state) {
        return ledger().find(state.key()).map(Entry::revision).orElse(Ledger.NONE);
    }

    default boolean write(EntryState state, long seen, @Nullable Instant wake) throws Exception {
        return ListenerInbox.done(ledger().write(state, seen, wake));
    }

    /** Every due entry, also those of other tests. */
    default List<Entry> claimed(Instant now) {
        List<Entry> all = new ArrayList<>();
        List<Entry> some = ledger().claim(now, 1_000, LEASE).entries();
        while (!some.isEmpty()) {
            all.addAll(some);
            some = ledger().claim(now, 1_000, LEASE).entries();
        }
        return all;
    }

    private List<EntryKey> claimedBitByBit() {
        List<EntryKey> all = new ArrayList<>();
        List<Entry> some = ledger().claim(TaskExamples.MOMENT, 5, LEASE).entries();
        while (!some.isEmpty()) {
            some.forEach(entry -> all.add(entry.key()));
            some = ledger().claim(TaskExamples.MOMENT, 5, LEASE).entries();
        }
        return all;
    }

    private static void awaitGiven(ListenerInbox<Instant> inbox, Instant moment) throws InterruptedException {
        Instant given = inbox.next();
        while (!given.equals(moment)) {
            given = inbox.next();
        }
    }
}
