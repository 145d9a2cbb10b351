package io.apium.architecture.violations.worker;

import java.time.Instant;

/** A method that reads the system clock, so that no test can set the time. */
public final class ReadsClock {

    private ReadsClock() {}

    public static Instant late() {
        return Instant.now().plusSeconds(1);
    }
}
