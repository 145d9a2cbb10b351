package io.apium.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.Ledger;
import io.apium.store.ResultStore;
import io.apium.store.Revocation;
import io.apium.store.RevocationStore;
import io.apium.store.StoreUnavailableException;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the store's ports promise when the server goes away and comes back. */
public interface StoreOutageContract {

    /** The store under test, the same one throughout a test. */
    ResultStore results();

    /** On the same server. */
    RevocationStore revocations();

    /** On the same server. */
    Ledger ledger();

    /** Takes the server away, with all its connections. */
    void fail() throws Exception;

    /** Brings the server back, with what it held. */
    void recover() throws Exception;

    @Test
    default void reads_fail_while_the_store_is_away_and_work_again_after() throws Exception {
        TaskRecord.Ended ended = TaskExamples.succeeded(TaskId.random(), JsonText.NULL);
        ListenerInbox.done(results().end(ended));

        fail();
        try {
            assertThatThrownBy(() -> results().find(List.of(ended.id()))).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> results().history(ended.id())).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> revocations().revoke(new Revocation.OfTask(TaskId.random()), TaskExamples.MOMENT))
                    .isInstanceOf(StoreUnavailableException.class);
        } finally {
            recover();
        }

        await().atMost(ListenerInbox.PATIENCE)
                .ignoreException(StoreUnavailableException.class)
                .until(() -> results().find(List.of(ended.id())).equals(Map.of(ended.id(), ended)));
    }

    @Test
    default void writes_wait_for_the_store_and_are_made_when_it_is_back() throws Exception {
        TaskId id = TaskId.random();
        TaskRecord.Ended first = TaskExamples.succeeded(id, new JsonText("1"));
        CompletableFuture<TaskRecord.Ended> waiting;
        CompletableFuture<TaskRecord.Ended> second;

        fail();
        try {
            waiting = results().end(first);
            second = results().end(TaskExamples.failed(id));
            await().atMost(ListenerInbox.PATIENCE).until(() -> !results().isReachable());
            assertThat(waiting).isNotDone();
        } finally {
            recover();
        }

        assertThat(ListenerInbox.done(waiting)).isEqualTo(first);
        assertThat(ListenerInbox.done(second)).isEqualTo(first);
        await().atMost(ListenerInbox.PATIENCE).until(() -> results().isReachable());
    }

    @Test
    default void watchers_and_followers_are_told_of_changes_after_an_outage() throws Exception {
        TaskId id = TaskId.random();
        ListenerInbox<TaskId> changed = new ListenerInbox<>();
        ListenerInbox<Revocation> revoked = new ListenerInbox<>();

        try (ResultStore.Watch _ = results().watch(id, () -> changed.accept(id));
                AutoCloseable _ = revocations().follow(revoked)) {
            fail();
            recover();
            ListenerInbox.done(results().end(TaskExamples.succeeded(id, JsonText.NULL)));
            await().atMost(ListenerInbox.PATIENCE)
                    .ignoreException(StoreUnavailableException.class)
                    .until(() -> {
                        revocations().revoke(new Revocation.OfTask(id), TaskExamples.MOMENT);
                        return true;
                    });

            assertThat(changed.next()).isEqualTo(id);
            Revocation given = revoked.next();
            while (!given.equals(new Revocation.OfTask(id))) {
                given = revoked.next();
            }
        }
    }

    @Test
    default void what_waits_is_kept_over_an_outage_and_followers_are_told_of_what_came_meanwhile() throws Exception {
        DelayedTask before = LedgerEntries.task();
        DelayedTask during = LedgerEntries.task();
        Instant earliest = Instant.EPOCH.minusMillis(27);
        ListenerInbox<Instant> told = new ListenerInbox<>();
        ListenerInbox.done(ledger().write(before, Ledger.NONE, TaskExamples.MOMENT));
        CompletableFuture<Boolean> waiting;

        try (AutoCloseable _ = ledger().follow(told)) {
            fail();
            try {
                assertThatThrownBy(() -> ledger().claim(TaskExamples.MOMENT, 10, Duration.ofSeconds(10)))
                        .isInstanceOf(StoreUnavailableException.class);
                assertThatThrownBy(() -> ledger().find(before.key())).isInstanceOf(StoreUnavailableException.class);
                assertThatThrownBy(() -> ledger().count(Kind.TASK)).isInstanceOf(StoreUnavailableException.class);
                waiting = ledger().write(during, Ledger.NONE, earliest);
                assertThat(waiting).isNotDone();
            } finally {
                recover();
            }

            assertThat(ListenerInbox.done(waiting)).isTrue();
            Instant moment = told.next();
            while (moment.isAfter(Instant.EPOCH)) {
                moment = told.next();
            }
        }
        await().atMost(ListenerInbox.PATIENCE)
                .ignoreException(StoreUnavailableException.class)
                .untilAsserted(() ->
                        assertThat(ledger().find(before.key()).map(Entry::wake)).contains(TaskExamples.MOMENT));
        assertThat(ledger().claim(earliest, 1_000, Duration.ofDays(1)).entries())
                .extracting(Entry::key)
                .contains(during.key());
    }
}
