package io.apium.gpu.device;

import io.apium.gpu.device.Profile.Cache;
import java.util.List;

/**
 * Works that are to be launched together, now.
 *
 * @param at when they were taken from the line, of {@link System#nanoTime}
 */
record Turn(Session session, Group group, List<Ticket> tickets, Cache cache, long at) {

    /** What they take of the device's memory. */
    long bytes() {
        return tickets.stream().mapToLong(Group::bytes).sum();
    }

    /** The shortest of theirs. */
    long limitNanos() {
        return tickets.stream().mapToLong(Ticket::limitNanos).min().orElse(0);
    }

    Turn without(Ticket one) {
        return new Turn(
                session, group, tickets.stream().filter(ticket -> ticket != one).toList(), cache, at);
    }
}
