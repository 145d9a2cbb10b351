package io.apium.ledger;

import io.apium.ledger.EntryKey.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stored entries of delayed tasks, schedules and flows. Times are stored in milliseconds; a finer part is cut off.
 */
public interface Ledger {

    /** The revision of a missing entry. */
    long NONE = 0;

    /**
     * Writes an entry with a new revision, which no entry of this key has had before, including removed ones.
     *
     * @param seen the revision that the change is based on, or {@link #NONE} for a new entry
     * @param wake when it is to wake, or null for not by itself
     * @return true also when the entry has the same state already; false when it has another revision and another
     *     state, in which case nothing is written
     */
    CompletableFuture<Boolean> write(EntryState state, long seen, @Nullable Instant wake);

    /** @return false when the entry has another revision, in which case it stays */
    CompletableFuture<Boolean> remove(EntryKey key, long seen);

    /**
     * Moves the wake time of an entry forward to {@code moment}, if it is later; the revision stays. A claimed entry
     * wakes then after it was written or its lease has ended. Does nothing when there is no entry.
     */
    CompletableFuture<Void> wake(EntryKey key, Instant moment);

    /**
     * Moves the wake time of a claimed entry back to {@code until} when its step cannot be taken now. Its state and
     * revision stay. An entry that {@link #wake} was called for meanwhile keeps that wake time.
     *
     * @param seen does nothing when the entry has another revision
     */
    CompletableFuture<Void> putOff(EntryKey key, long seen, Instant until);

    /**
     * Moves an unreadable entry out of the ledger, so that another can be written in its place. Its bytes are kept
     * elsewhere for an operator. Does nothing when there is no entry.
     */
    CompletableFuture<Void> setAside(EntryKey key);

    /**
     * @throws io.apium.store.StoreUnavailableException when the store is unavailable, as in all methods below
     * @throws io.apium.store.UnreadableRecordException when this version cannot read the entry
     */
    Optional<Entry> find(EntryKey key);

    /**
     * All readable entries of a kind, in no order, read a few megabytes at a time. An entry that changes meanwhile has
     * its old or its new state.
     */
    Stream<Entry> all(Kind kind);

    /**
     * The entries of a kind whose names come after {@code after}, in the order of their names. A page ends early when
     * its entries are large, so that no page is too large. Unreadable entries are left out.
     *
     * @param after the end of the page before, or null for the first
     * @param limit the largest number of entries
     */
    Page page(Kind kind, @Nullable String after, int limit);

    /** The number of entries, including unreadable ones. */
    long count(Kind kind);

    /**
     * Claims due entries, in each shard of the ledger those that are due the longest first. No other scheduler receives
     * them until the lease ends, when an entry that was not written meanwhile wakes again. An unreadable entry is left
     * out, and its wake time moved back. Large entries are claimed in several claims: see {@link Claim#bytes}.
     *
     * @param max the largest number of entries, for each shard of the ledger
     */
    Claim claim(Instant now, int max, Duration lease);

    /**
     * Passes the wake time to {@code earlier} whenever an entry is to wake before all others, until closed. Some
     * changes may be missed.
     *
     * @param earlier called on a thread of the store; must not block
     */
    AutoCloseable follow(Consumer<Instant> earlier);

    /**
     * The claimed entries.
     *
     * @param bytes the size of the entries in the store, in total
     * @param next when the next entry is due, as far as is known: in the past when more are due, null when there are
     *     none
     */
    record Claim(List<Entry> entries, long bytes, @Nullable Instant next) {

        public Claim {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Some entries in the order of their names.
     *
     * @param next where the next page begins, or null after the last
     */
    record Page(List<Entry> entries, @Nullable String next) {

        public Page {
            entries = List.copyOf(entries);
        }
    }
}
