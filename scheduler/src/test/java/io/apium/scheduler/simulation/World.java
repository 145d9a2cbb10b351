package io.apium.scheduler.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Time and chance. Things happen one after another, at the moment for which they were put down. */
final class World {

    private record Event(long at, long number, Runnable happening) {}

    private final SplittableRandom random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private long now = 1_000_000;
    private long number;

    World(long seed) {
        random = new SplittableRandom(seed);
    }

    InstantSource clock() {
        return () -> Instant.ofEpochMilli(now);
    }

    long now() {
        return now;
    }

    /** From {@code least} up to and including {@code most}. */
    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    void after(long millis, Runnable happening) {
        events.add(new Event(now + Math.max(0, millis), number++, happening));
    }

    void runUntil(long end) {
        while (!events.isEmpty() && events.peek().at() <= end) {
            Event next = events.remove();
            now = Math.max(now, next.at());
            next.happening().run();
        }
        now = end;
    }
}
