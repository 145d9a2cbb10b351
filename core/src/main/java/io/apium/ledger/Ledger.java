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
    CompletableFuture<Boolean> write(State state, long seen, @Nullable Instant wake);

    /** @return false when the entry is there with another revision, and stays */
    CompletableFuture<Boolean> remove(EntryKey key, long seen);

    /**
     * Wakes an entry at {@code moment} if it sleeps for longer; its revision stays. One that is claimed wakes then when it
     * has been written, or its lease is over. Does nothing where there is none.
     */
    CompletableFuture<Void> wake(EntryKey key, Instant moment);

    /** @throws io.apium.store.StoreUnavailable when the store is away, as all that follow */
    Optional<Entry> find(EntryKey key);

    /** All entries of a kind, in no order, read a few at a time; one that changes meanwhile is given as it was or is. */
    Stream<Entry> all(Kind kind);

    long count(Kind kind);

    /**
     * Takes entries that are due, the longest due first within each part of the ledger. Nobody else is given one of them
     * until the lease is over, which is when it wakes again if it was not written meanwhile.
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
     * @param next when the next entry is due, as far as is known: in the past when there are more, null when there are none
     */
    record Claim(List<Entry> entries, @Nullable Instant next) {

        public Claim {
            entries = List.copyOf(entries);
        }
    }
}
