package io.apium.gpu.device.queue;

import io.apium.gpu.device.WorkFuture;
import io.apium.gpu.device.WorkProfile.Cache;
import io.apium.gpu.device.host.HostSession;
import java.util.List;

/**
 * The works of one launch.
 *
 * @param at the time at which the works were taken from the queue, from {@link System#nanoTime}
 */
record LaunchBatch(HostSession session, ProgramQueue group, List<WorkFuture> tickets, Cache cache, long at) {

    /** The device memory that the works need, in bytes. */
    long bytes() {
        return tickets.stream().mapToLong(ProgramQueue::bytes).sum();
    }

    /** The shortest time limit of the works. */
    long limitNanos() {
        return tickets.stream().mapToLong(WorkFuture::limitNanos).min().orElse(0);
    }

    LaunchBatch without(WorkFuture one) {
        return new LaunchBatch(
                session, group, tickets.stream().filter(ticket -> ticket != one).toList(), cache, at);
    }
}
