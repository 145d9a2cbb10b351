package io.apium.scheduler;

import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryTransition;
import java.time.Instant;
import java.util.List;

/** Computes the steps of the entries of one kind. */
interface Duty {

    Kind kind();

    /** The name in metrics and health. */
    String name();

    /**
     * Computes a step for each woken entry. Reads the data that all of them need in one query.
     *
     * @param woken at least one entry
     * @return one step for each entry, in the same order
     * @throws io.apium.store.StoreUnavailableException when the data cannot be read: the entries wake again
     */
    List<EntryTransition> steps(List<Entry> woken, Instant now);
}
