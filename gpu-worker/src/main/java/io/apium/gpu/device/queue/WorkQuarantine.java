package io.apium.gpu.device.queue;

import io.apium.gpu.device.WorkFuture;
import io.apium.gpu.device.WorkProfile.Cache;
import io.apium.gpu.device.host.HostSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works that were on the device when its host crashed. Which of them caused the crash is unknown until each has run
 * alone. Guarded by the lock of its queue.
 */
final class WorkQuarantine {

    private final Deque<Suspect> suspects = new ArrayDeque<>();

    private record Suspect(ProgramQueue group, WorkFuture ticket) {}

    boolean isEmpty() {
        return suspects.isEmpty();
    }

    int size() {
        return suspects.size();
    }

    void admit(LaunchBatch batch) {
        for (WorkFuture ticket : batch.tickets().reversed()) {
            suspects.addFirst(new Suspect(batch.group(), ticket));
            batch.group().claim(1);
        }
    }

    /**
     * The first work whose program is built, as a batch. {@link WorkQueue#end} releases the claim of the work on the
     * program.
     */
    @Nullable
    LaunchBatch next(HostSession session) {
        for (Suspect suspect : suspects) {
            ProgramQueue group = suspect.group();
            if (group.state() == ProgramQueue.State.BUILT) {
                suspects.remove(suspect);
                Cache cache = group.cache();
                return new LaunchBatch(session, group, List.of(suspect.ticket()), cache, System.nanoTime());
            }
        }
        return null;
    }

    /** Removes the works of a program. */
    List<WorkFuture> release(ProgramQueue group) {
        List<WorkFuture> released = new ArrayList<>();
        suspects.removeIf(suspect -> {
            boolean matches = suspect.group() == group;
            if (matches) {
                group.claim(-1);
                released.add(suspect.ticket());
            }
            return matches;
        });
        return released;
    }
}
