package io.apium.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that waits.
 *
 * @param revision another one with each change, greater than all before; never the same twice for one key
 * @param wake when it is to be looked at, or null while nothing is going to happen to it
 */
public record Entry(
        EntryState state, long revision, @Nullable Instant wake) {

    public EntryKey key() {
        return state.key();
    }
}
