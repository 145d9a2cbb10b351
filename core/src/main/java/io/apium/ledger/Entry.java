package io.apium.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger.
 *
 * @param revision increases with each change, and is never used twice for one key
 * @param wake when the scheduler claims it next, or null for an entry that does not wake by itself
 */
public record Entry(
        EntryState state, long revision, @Nullable Instant wake) {

    public EntryKey key() {
        return state.key();
    }
}
