package io.apium.architecture.sins.worker;

import java.time.Instant;

/** A class whose tests cannot set the time. */
public final class ReadsTheClock {

    private ReadsTheClock() {}

    public static Instant late() {
        return Instant.now().plusSeconds(1);
    }
}
