package io.apium.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do about an entry that woke.
 *
 * @param owed paid before the entry is written
 * @param next what the entry is then, or null when it is gone
 * @param wake when it wakes next, or null for not by itself
 */
public record EntryTransition(
        List<Effect> owed,
        @Nullable EntryState next,
        @Nullable Instant wake) {

    public EntryTransition {
        owed = List.copyOf(owed);
        if (next == null && wake != null) {
            throw new IllegalArgumentException("an entry that is gone does not wake");
        }
    }

    static EntryTransition gone(Effect owed) {
        return new EntryTransition(List.of(owed), null, null);
    }
}
