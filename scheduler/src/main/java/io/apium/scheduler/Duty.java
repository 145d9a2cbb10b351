package io.apium.scheduler;

import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryTransition;
import java.time.Instant;
import java.util.List;

/** What is done about the entries of one kind. */
interface Duty {

    Kind kind();

    /** For metrics and health. */
    String name();

    /**
     * What to do about entries that woke. Looks up what it must know of all of them at once.
     *
     * @param woken at least one
     * @return one step for each, in their order
     * @throws io.apium.store.StoreUnavailableException when it could not be looked up: they wake again
     */
    List<EntryTransition> steps(List<Entry> woken, Instant now);
}
