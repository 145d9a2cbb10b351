package io.apium.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a step of an entry.
 *
 * @param effects published before the entry is written
 * @param next the new state of the entry, or null to remove it
 * @param wake when it wakes next, or null for not by itself
 */
public record EntryTransition(
        List<Effect> effects,
        @Nullable EntryState next,
        @Nullable Instant wake) {

    public EntryTransition {
        effects = List.copyOf(effects);
        if (next == null && wake != null) {
            throw new IllegalArgumentException("a removed entry must have no wake time");
        }
    }

    static EntryTransition gone(Effect effects) {
        return new EntryTransition(List.of(effects), null, null);
    }
}
