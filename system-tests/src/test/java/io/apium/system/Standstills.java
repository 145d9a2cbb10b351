package io.apium.system;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A bystander that wants to wake up every few milliseconds, and notes when it could not: then the machine had no time for
 * anybody, and nobody can be blamed for what was not done.
 */
final class Standstills implements AutoCloseable {

    private static final Duration NAP = Duration.ofMillis(5);

    /** Shorter ones are what several processes on few cores must expect. */
    private static final long NOTED_MILLIS = 100;

    private final InstantSource clock = InstantSource.system();
    private final Queue<Gap> gaps = new ConcurrentLinkedQueue<>();
    private final Thread bystander = new Thread(this::watch, "bystander");

    private record Gap(long from, long to) {

        long millisWithin(long start, long end) {
            return Math.max(0, Math.min(to, end) - Math.max(from, start));
        }
    }

    private Standstills() {}

    /** Those from now on, until it is closed. */
    static Standstills noted() {
        Standstills standstills = new Standstills();
        standstills.bystander.start();
        return standstills;
    }

    /** For how long nothing went on between two moments, in milliseconds since 1970. */
    Duration within(long start, long end) {
        return Duration.ofMillis(
                gaps.stream().mapToLong(gap -> gap.millisWithin(start, end)).sum());
    }

    private void watch() {
        try {
            long before = clock.millis();
            while (true) {
                Thread.sleep(NAP);
                long now = clock.millis();
                if (now - before >= NOTED_MILLIS) {
                    gaps.add(new Gap(before, now));
                }
                before = now;
            }
        } catch (InterruptedException e) {
            // closed: there is nothing more to note
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        bystander.interrupt();
    }
}
