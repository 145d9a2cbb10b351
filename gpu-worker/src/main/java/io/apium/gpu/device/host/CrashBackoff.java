package io.apium.gpu.device.host;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps a host that crashes again and again from being started again and again: after three crashes within a minute with
 * no launch between them that went well, each start waits twice as long as the one before, from a second to five minutes.
 */
public final class CrashBackoff {

    private static final int CRASHES = 3;
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Deque<Long> crashes = new ArrayDeque<>();
    private Duration pause = Duration.ZERO;

    /**
     * @param now of {@link System#nanoTime}
     * @return how long the next start waits
     */
    public synchronized Duration crashed(long now) {
        crashes.add(now);
        if (crashes.size() > CRASHES) {
            crashes.remove();
        }
        if (!pause.isZero()) {
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
        } else if (crashes.size() == CRASHES && now - crashes.getFirst() <= WITHIN.toNanos()) {
            pause = SHORTEST;
        }
        return pause;
    }

    /** A launch went well. */
    public synchronized void worked() {
        crashes.clear();
        pause = Duration.ZERO;
    }
}
