package io.apium.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that waits.
 *
 * @param revision 1 when it is new, and one more with each change
 * @param wake when it is to be looked at, or null while nothing is going to happen to it
 */
public record Entry(State state, long revision, @Nullable Instant wake) {

    public EntryKey key() {
        return state.key();
    }
}
