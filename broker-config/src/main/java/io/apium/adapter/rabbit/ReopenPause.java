package io.apium.adapter.rabbit;

import java.time.Duration;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * How long to wait before a channel is opened again: longer each time, from 0.1 s to 2 s, until a channel has lived for
 * five seconds. One that was lost early is an accident; from the second in a row on something closes them, and a new
 * one is trusted only when it has lived as long.
 */
final class ReopenPause {

    private static final Duration STEADY = Duration.ofSeconds(5);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final ExponentialBackOff pauses = new ExponentialBackOff(FIRST.toMillis(), 2);
    private BackOffExecution pause;
    private volatile int early;

    ReopenPause() {
        pauses.setMaxInterval(LONGEST.toMillis());
        pause = pauses.start();
    }

    /** After a channel could not be opened. */
    Duration afterFailure() {
        return Duration.ofMillis(pause.nextBackOff());
    }

    /** After a channel was lost at this age. */
    Duration afterLoss(Duration age) {
        if (age.compareTo(STEADY) >= 0) {
            pause = pauses.start();
            early = 0;
            return Duration.ZERO;
        }
        early = Math.min(early + 1, 2);
        return early < 2 ? Duration.ZERO : afterFailure();
    }

    /** Whether a channel of this age is likely to stay. */
    boolean trusts(Duration age) {
        return early < 2 || age.compareTo(STEADY) >= 0;
    }
}
