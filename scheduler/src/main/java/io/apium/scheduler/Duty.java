package io.apium.scheduler;

import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryTransition;
import java.time.Instant;
import java.util.List;

/** Computes the steps of the entries of one kind. */
interface Duty {

    Kind kind();

    /** For metrics and health. */
    String name();

    /**
     * Computes a step for each entry that woke. Reads what all of them need at once.
     *
     * @param woken at least one
     * @return one step for each, in their order
     * @throws io.apium.store.StoreUnavailableException when something could not be read: the entries wake again
     */
    List<EntryTransition> steps(List<Entry> woken, Instant now);
}
