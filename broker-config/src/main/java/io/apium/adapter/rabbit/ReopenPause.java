package io.apium.adapter.rabbit;

import java.time.Duration;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * The pause before a channel is opened again: it doubles from 0.1 s to 2 s, until a channel was open for 5 s. One early
 * loss has no pause; from the second in a row on, a new channel is trusted only after 5 s.
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

    /** Whether a channel of this age is likely to stay open. */
    boolean trusts(Duration age) {
        return early < 2 || age.compareTo(STEADY) >= 0;
    }
}
