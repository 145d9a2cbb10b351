package io.apium.worker.builtin;

import io.apium.worker.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tasks that do what no task should, to show what becomes of the worker: one that hears nothing, a hungry one, two ends. */
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

    /** Keeps a processor busy, and looks at nothing but the clock meanwhile. */
    @Task("demo.spin")
    double spin(double seconds) {
        ArgumentChecks.that(
                seconds >= 0 && seconds <= SPIN_MAX.toSeconds(),
                "seconds is 0 to " + SPIN_MAX.toSeconds() + ", got: " + seconds);
        long nanos = (long) (seconds * Duration.ofSeconds(1).toNanos());
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            // that is all
        }
        return seconds;
    }

    /** Holds so much of the heap at once; more than there is fails, and is felt by all that runs in the process. */
    @Task("demo.allocate")
    int allocate(int mebibytes) {
        ArgumentChecks.that(
                mebibytes >= 1 && mebibytes <= MEBIBYTES_MAX,
                "mebibytes is 1 to " + MEBIBYTES_MAX + ", got: " + mebibytes);
        if (mebibytes > MEBIBYTES_HARMLESS) {
            refuseUnlessAllowed("demo.allocate of more than " + MEBIBYTES_HARMLESS + " MiB may");
        }
        List<byte[]> held = new ArrayList<>();
        for (int i = 0; i < mebibytes; i++) {
            held.add(new byte[MEBIBYTE]);
        }
        return held.size();
    }

    /** Ends the process at once, as a fault in native code would. */
    @Task("demo.crash")
    void crash() {
        refuseUnlessAllowed("demo.crash would");
        Runtime.getRuntime().halt(1);
    }

    /** Ends the process as a careless library would: what is registered for its end still happens. */
    @Task("demo.exit")
    void exit(Optional<Integer> code) {
        int given = code.orElse(0);
        ArgumentChecks.that(given >= 0 && given <= EXIT_CODE_MAX, "code is 0 to " + EXIT_CODE_MAX + ", got: " + given);
        refuseUnlessAllowed("demo.exit would");
        System.exit(given);
    }

    private void refuseUnlessAllowed(String what) {
        if (!mayCrash) {
            throw new IllegalStateException(what + " end the worker's process, and apium.demo.allow-exit is false");
        }
    }
}
