package io.apium.scheduler.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Simulated time and randomness: events run one after another, in the order of their times. */
final class World {

    private record Event(long at, long number, Runnable action) {}

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

    /** From {@code min} up to and including {@code max}. */
    long between(long min, long max) {
        return random.nextLong(min, max + 1);
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    void after(long millis, Runnable action) {
        events.add(new Event(now + Math.max(0, millis), number++, action));
    }

    void runUntil(long end) {
        while (!events.isEmpty() && events.peek().at() <= end) {
            Event next = events.remove();
            now = Math.max(now, next.at());
            next.action().run();
        }
        now = end;
    }
}
