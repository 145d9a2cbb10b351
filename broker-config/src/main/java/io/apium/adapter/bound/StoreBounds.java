package io.apium.adapter.bound;

import io.apium.bound.Bound;
import io.apium.bound.BoundUnit;

/**
 * The limits of what is read from Redis at once. None of them rejects anything: larger data is read in several parts.
 */
public final class StoreBounds {

    public static final Bound LIST_BYTES = Bound.fixed(
            "one page of a list",
            4 << 20,
            BoundUnit.BYTES,
            "lists of schedules and dead letters, and every walk through the ledger",
            "the page ends early, after at least one item; the next page goes on behind it");

    public static final Bound CLAIM_BYTES = Bound.fixed(
            "entries that a scheduler takes from one of 16 shards at once",
            256 << 10,
            BoundUnit.BYTES,
            "each cycle of a scheduler",
            "a larger entry is taken alone, one in a cycle");

    public static final Bound CHORD_SIZE_SECONDS = Bound.fixed(
            "time without a size and without another part, after which a chord fails",
            60,
            BoundUnit.SECONDS,
            "the parts of chords, when they are counted",
            "the chord's body gets a FAILURE; half of apium.redis.result-expires where that is shorter");

    public static final Bound UNREADABLE_KEYS = Bound.fixed(
            "unreadable keys that a process remembers to have reported",
            10_000,
            BoundUnit.COUNT,
            "every reader of Redis",
            "the key that was reported first may be reported once more");

    private StoreBounds() {}
}
