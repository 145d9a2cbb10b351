package io.apium.worker.builtin;

import io.apium.worker.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tasks that misbehave, to show how the worker handles it: busy loops, large allocations, and the end of the process.
 */
final class FaultTasks {

    private static final Duration SPIN_MAX = Duration.ofSeconds(BuiltinBounds.SPIN.max());
    private static final int MEBIBYTE = 1 << 20;
    private static final int MEBIBYTES_MAX = BuiltinBounds.ALLOCATE.intMax();
    private static final int MEBIBYTES_HARMLESS = 512;
    private static final int EXIT_CODE_MAX = BuiltinBounds.EXIT_CODE.intMax();

    private final boolean mayCrash;

    /** @param mayCrash whether the tasks may end this process */
    FaultTasks(boolean mayCrash) {
        this.mayCrash = mayCrash;
    }

    /** Keeps a processor busy and ignores interrupts. */
    @Task("demo.spin")
    double spin(double seconds) {
        ArgumentChecks.that(
                seconds >= 0 && seconds <= SPIN_MAX.toSeconds(),
                "seconds must be 0 to " + SPIN_MAX.toSeconds() + ", got: " + seconds);
        long nanos = (long) (seconds * Duration.ofSeconds(1).toNanos());
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            // busy loop
        }
        return seconds;
    }

    /** Allocates memory on the heap. More than the heap has fails, and affects all tasks of the process. */
    @Task("demo.allocate")
    int allocate(int mebibytes) {
        ArgumentChecks.that(
                mebibytes >= 1 && mebibytes <= MEBIBYTES_MAX,
                "mebibytes must be 1 to " + MEBIBYTES_MAX + ", got: " + mebibytes);
        if (mebibytes > MEBIBYTES_HARMLESS) {
            refuseUnlessAllowed("demo.allocate of more than " + MEBIBYTES_HARMLESS + " MiB may");
        }
        List<byte[]> held = new ArrayList<>();
        for (int i = 0; i < mebibytes; i++) {
            held.add(new byte[MEBIBYTE]);
        }
        return held.size();
    }

    /** Halts the process at once, as a fault in native code does. */
    @Task("demo.crash")
    void crash() {
        refuseUnlessAllowed("demo.crash would");
        Runtime.getRuntime().halt(1);
    }

    /** Calls {@code System.exit}, so that shutdown hooks run. */
    @Task("demo.exit")
    void exit(Optional<Integer> code) {
        int given = code.orElse(0);
        ArgumentChecks.that(
                given >= 0 && given <= EXIT_CODE_MAX, "code must be 0 to " + EXIT_CODE_MAX + ", got: " + given);
        refuseUnlessAllowed("demo.exit would");
        System.exit(given);
    }

    private void refuseUnlessAllowed(String what) {
        if (!mayCrash) {
            throw new IllegalStateException(what + " end the worker's process, and apium.demo.allow-exit is false");
        }
    }
}
