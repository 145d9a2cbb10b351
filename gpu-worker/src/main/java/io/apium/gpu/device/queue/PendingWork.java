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
 * The works that are not on the device yet. Programs are served round robin. A batch has the first works of one
 * program, as many as fit. Quarantined works are served before all others. Guarded by the lock of its queue.
 */
public final class PendingWork {

    private final int batchMax;
    private final long batchBytesMax;
    private final ProgramCatalog programs = new ProgramCatalog();
    private final Deque<ProgramQueue> ready = new ArrayDeque<>();
    private final WorkQuarantine quarantine = new WorkQuarantine();
    private int count;

    /**
     * @param batchMax the maximal number of works in a launch
     * @param batchBytesMax the maximal device memory of the works in a launch, in bytes
     */
    public PendingWork(int batchMax, long batchBytesMax) {
        this.batchMax = batchMax;
        this.batchBytesMax = batchBytesMax;
    }

    int count() {
        return count + quarantine.size();
    }

    boolean hasSuspects() {
        return !quarantine.isEmpty();
    }

    /** Whether a work can be launched. */
    boolean hasReady() {
        return !ready.isEmpty();
    }

    ProgramQueue place(WorkFuture ticket, @Nullable HostSession session) {
        ProgramQueue group = programs.of(ticket.work().program());
        group.tickets().add(ticket);
        count++;
        if (group.tickets().size() == 1) {
            schedule(group);
        }
        programs.forget(session);
        return group;
    }

    void remove(WorkFuture ticket) {
        ProgramQueue group = programs.of(ticket.work().program());
        if (group.tickets().remove(ticket)) {
            count--;
            if (group.tickets().isEmpty()) {
                ready.remove(group);
            }
        }
    }

    /** The next batch, if no work is in quarantine. */
    @Nullable
    LaunchBatch batch(HostSession session) {
        ProgramQueue group = ready.poll();
        if (group == null) {
            return null;
        }
        List<WorkFuture> tickets = group.batch(batchMax, batchBytesMax);
        count -= tickets.size();
        if (!group.tickets().isEmpty()) {
            ready.add(group);
        }
        group.claim(1);
        return new LaunchBatch(session, group, tickets, group.cache(), System.nanoTime());
    }

    /** The next quarantined work, if its program is built. */
    @Nullable
    LaunchBatch suspect(HostSession session) {
        return quarantine.next(session);
    }

    /**
     * Requeues a batch that has not completed.
     *
     * @param quarantined whether each of its works must run alone on the device; otherwise they return to the head of
     *     the queue
     */
    void again(LaunchBatch batch, boolean quarantined) {
        if (quarantined) {
            quarantine.admit(batch);
        } else {
            batch.tickets().reversed().forEach(batch.group().tickets()::addFirst);
            count += batch.tickets().size();
            schedule(batch.group());
        }
    }

    private void schedule(ProgramQueue group) {
        if (group.state() == ProgramQueue.State.BUILT && !group.tickets().isEmpty() && !ready.contains(group)) {
            ready.add(group);
        }
    }

    void built(ProgramQueue group, Cache cache) {
        group.state(ProgramQueue.State.BUILT);
        group.cache(cache);
        schedule(group);
    }

    /** @return the works of the program, which are removed */
    List<WorkFuture> failed(ProgramQueue group) {
        group.state(ProgramQueue.State.REFUSED);
        List<WorkFuture> lost = new ArrayList<>(group.tickets());
        count -= lost.size();
        group.tickets().clear();
        ready.remove(group);
        lost.addAll(quarantine.release(group));
        return lost;
    }

    /** Removes all waiting works. */
    List<WorkFuture> failed() {
        return programs.all().stream().flatMap(group -> failed(group).stream()).toList();
    }

    /** @return the programs that a new host must build at once */
    List<ProgramQueue> open() {
        List<ProgramQueue> wanted = programs.wanted();
        wanted.forEach(group -> group.state(ProgramQueue.State.BUILDING));
        return wanted;
    }

    /** @return the programs that the ended host was building */
    List<ProgramQueue> shut() {
        List<ProgramQueue> unsettled = new ArrayList<>();
        for (ProgramQueue group : programs.all()) {
            if (group.state() == ProgramQueue.State.BUILDING) {
                unsettled.add(group);
            }
            if (group.state() != ProgramQueue.State.REFUSED) {
                group.state(ProgramQueue.State.UNBUILT);
            }
        }
        ready.clear();
        return unsettled;
    }
}
