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
public record Step(
        List<Effect> owed, @Nullable State next, @Nullable Instant wake) {

    public Step {
        owed = List.copyOf(owed);
        if (next == null && wake != null) {
            throw new IllegalArgumentException("an entry that is gone does not wake");
        }
    }

    static Step gone(Effect owed) {
        return new Step(List.of(owed), null, null);
    }
}
