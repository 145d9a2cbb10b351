package io.apium.scheduler;

import io.apium.bound.Bound;
import io.apium.bound.BoundUnit;

/** The limits of a scheduler. */
public final class SchedulerBounds {

    public static final Bound CLAIMED_BYTES = Bound.fixed(
            "ledger entries that a scheduler processes at once",
            4 << 20,
            BoundUnit.BYTES,
            "each cycle of a scheduler",
            "the next cycle waits up to 3 s until some of them are sent; one entry may be larger");

    public static final Bound PAUSE_SECONDS = Bound.fixed(
            "pause before a failed step of a ledger entry is repeated",
            300,
            BoundUnit.SECONDS,
            "each cycle of a scheduler, by the entry",
            "the pause is 1 s after the first failure, twice as long after each further one, and then stays at this");

    public static final Bound FAILED_ENTRIES = Bound.fixed(
            "failed entries whose pauses a scheduler remembers",
            10_000,
            BoundUnit.COUNT,
            "each cycle of a scheduler",
            "a failing entry starts with the first pause again");

    private SchedulerBounds() {}
}
