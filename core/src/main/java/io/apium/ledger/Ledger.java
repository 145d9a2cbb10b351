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

/** The entries of everything that waits. Moments are kept in milliseconds; what is finer is cut off. */
public interface Ledger {

    /** The revision of an entry that is not there. */
    long NONE = 0;

    /**
     * Writes an entry, which gets a revision that no entry of that key has had before, also not one that is gone.
     *
     * @param seen the revision that the change is based on, or {@link #NONE} for a new entry
     * @param wake when it is to wake, or null for not by itself
     * @return true also when the very same state stands there already; false when the entry has another revision and another
     *     state by now, and nothing was written
     */
    CompletableFuture<Boolean> write(EntryState state, long seen, @Nullable Instant wake);

    /** @return false when the entry is there with another revision, and stays */
    CompletableFuture<Boolean> remove(EntryKey key, long seen);

    /**
     * Wakes an entry at {@code moment} if it sleeps for longer; its revision stays. One that is claimed wakes then when it
     * has been written, or its lease is over. Does nothing where there is none.
     */
    CompletableFuture<Void> wake(EntryKey key, Instant moment);

    /**
     * Lets an entry sleep until {@code until} when its step cannot be taken now, so that it is not tried again at once. Its
     * state and revision stay. One that was woken while it was claimed wakes when it was told to.
     *
     * @param seen does nothing when the entry has another revision by now
     */
    CompletableFuture<Void> putOff(EntryKey key, long seen, Instant until);

    /**
     * Takes an entry that cannot be read out of the ledger, so that another may be written in its place. Its bytes are kept
     * elsewhere for an operator. Does nothing where there is none.
     */
    CompletableFuture<Void> setAside(EntryKey key);

    /**
     * @throws io.apium.store.StoreUnavailableException when the store is away, as all that follow
     * @throws io.apium.store.UnreadableRecordException when there is one that this version cannot read
     */
    Optional<Entry> find(EntryKey key);

    /**
     * All entries of a kind that can be read, in no order, a few megabytes at a time; one that changes meanwhile is given as
     * it was or is.
     */
    Stream<Entry> all(Kind kind);

    /**
     * The entries of a kind whose names come after {@code after}, in the order of their names. A page ends early when its
     * entries grow large, so that a list of large ones is read in several pages. Those that cannot be read are left out.
     *
     * @param after where the page before ended, or null for the first
     * @param limit how many at most
     */
    Page page(Kind kind, @Nullable String after, int limit);

    /** How many entries there are, those that cannot be read among them. */
    long count(Kind kind);

    /**
     * Takes entries that are due, the longest due first within each part of the ledger. Nobody else is given one of them
     * until the lease is over, which is when it wakes again if it was not written meanwhile. An entry that cannot be read is
     * left out and put off. What is large is taken in several claims: see {@link Claim#bytes}.
     *
     * @param max how many at most, for each part of the ledger
     */
    Claim claim(Instant now, int max, Duration lease);

    /**
     * Gives {@code earlier} the moment whenever an entry is to wake before all others, until closed. Some may be missed.
     *
     * @param earlier called on a thread of the store's, which must not be held up
     */
    AutoCloseable follow(Consumer<Instant> earlier);

    /**
     * What was taken.
     *
     * @param bytes how large the entries are in the store, all together
     * @param next when the next entry is due, as far as is known: in the past when there are more, null when there are none
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
