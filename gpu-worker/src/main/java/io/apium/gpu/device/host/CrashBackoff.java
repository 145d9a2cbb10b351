package io.apium.gpu.device.host;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The delay before a crashed host is restarted: after three crashes within a minute without a successful launch in
 * between, each delay is twice the one before, from one second to five minutes.
 */
public final class CrashBackoff {

    private static final int CRASHES = 3;
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Deque<Long> crashes = new ArrayDeque<>();
    private Duration pause = Duration.ZERO;

    /**
     * @param now from {@link System#nanoTime}
     * @return the delay before the next start
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

    /** Records a successful launch. */
    public synchronized void worked() {
        crashes.clear();
        pause = Duration.ZERO;
    }
}
