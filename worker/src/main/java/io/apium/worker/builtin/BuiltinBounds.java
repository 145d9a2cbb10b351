package io.apium.worker.builtin;

import io.apium.bound.Bound;
import io.apium.bound.BoundUnit;

/** The limits of the arguments of built-in tasks. */
public final class BuiltinBounds {

    public static final Bound NUMBER_DIGITS = argument("a number given to math.*", 10_000, BoundUnit.DIGITS);
    public static final Bound PROGRESS_STEPS = argument("steps of demo.progress", 1_000_000, BoundUnit.COUNT);
    public static final Bound SLEEP = argument("seconds of demo.sleep and demo.progress", 86_400, BoundUnit.SECONDS);
    public static final Bound SPIN = argument("seconds of demo.spin", 3_600, BoundUnit.SECONDS);
    public static final Bound ALLOCATE = argument("mebibytes of demo.allocate", 1 << 20, BoundUnit.COUNT);
    public static final Bound EXIT_CODE = argument("code of demo.exit", 255, BoundUnit.COUNT);
    public static final Bound RANDOM_LIST = argument("size of demo.random_list", 50_000_000, BoundUnit.COUNT);
    public static final Bound COLLATZ_STARTS = argument("starts of demo.collatz", 10_000_000, BoundUnit.COUNT);

    /** No chain with a start up to this exceeds 1,414,236,446,719,942,480, so all values fit into 64 bits. */
    public static final Bound COLLATZ_START =
            argument("the last start of demo.collatz", 1_000_000_000, BoundUnit.COUNT);

    private BuiltinBounds() {}

    private static Bound argument(String name, long max, BoundUnit unit) {
        return Bound.fixed(name, max, unit, "the task", "FAILURE of the task, which names the argument");
    }
}
