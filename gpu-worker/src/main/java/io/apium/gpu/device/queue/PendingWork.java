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
 * Works that are not on the device yet. Programs take turns, and a program's works go in the order in which they came, as
 * many as can join; suspects go before all others. Guarded by the lock of its line.
 */
public final class PendingWork {

    private final int batchMax;
    private final long batchBytesMax;
    private final ProgramCatalog programs = new ProgramCatalog();
    private final Deque<ProgramQueue> turns = new ArrayDeque<>();
    private final WorkQuarantine quarantine = new WorkQuarantine();
    private int count;

    /**
     * @param batchMax how many works join in a launch
     * @param batchBytesMax what they take together
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

    /** Whether there is anything to launch. */
    boolean hasTurns() {
        return !turns.isEmpty();
    }

    ProgramQueue place(WorkFuture ticket, @Nullable HostSession session) {
        ProgramQueue group = programs.of(ticket.work().program());
        group.tickets().add(ticket);
        count++;
        if (group.tickets().size() == 1) {
            line(group);
        }
        programs.forget(session);
        return group;
    }

    void remove(WorkFuture ticket) {
        ProgramQueue group = programs.of(ticket.work().program());
        if (group.tickets().remove(ticket)) {
            count--;
            if (group.tickets().isEmpty()) {
                turns.remove(group);
            }
        }
    }

    /** What goes next, when there are no suspects. */
    @Nullable
    LaunchBatch batch(HostSession session) {
        ProgramQueue group = turns.poll();
        if (group == null) {
            return null;
        }
        List<WorkFuture> tickets = group.batch(batchMax, batchBytesMax);
        count -= tickets.size();
        if (!group.tickets().isEmpty()) {
            turns.add(group);
        }
        group.claim(1);
        return new LaunchBatch(session, group, tickets, group.cache(), System.nanoTime());
    }

    /** What goes next, when there are suspects: one of them, if its program is there. */
    @Nullable
    LaunchBatch suspect(HostSession session) {
        return quarantine.next(session);
    }

    /**
     * It has come to nothing, and is to be run again.
     *
     * @param suspects whether each of its works is to be run with nothing else on the device; if not, they are the first
     *     again
     */
    void again(LaunchBatch batch, boolean suspects) {
        if (suspects) {
            quarantine.admit(batch);
        } else {
            batch.tickets().reversed().forEach(batch.group().tickets()::addFirst);
            count += batch.tickets().size();
            line(batch.group());
        }
    }

    private void line(ProgramQueue group) {
        if (group.state() == ProgramQueue.State.BUILT && !group.tickets().isEmpty() && !turns.contains(group)) {
            turns.add(group);
        }
    }

    void built(ProgramQueue group, Cache cache) {
        group.state(ProgramQueue.State.BUILT);
        group.cache(cache);
        line(group);
    }

    /** @return what waited for the program, and does so no more */
    List<WorkFuture> failed(ProgramQueue group) {
        group.state(ProgramQueue.State.REFUSED);
        List<WorkFuture> lost = new ArrayList<>(group.tickets());
        count -= lost.size();
        group.tickets().clear();
        turns.remove(group);
        lost.addAll(quarantine.release(group));
        return lost;
    }

    /** All that waits, which does so no more. */
    List<WorkFuture> failed() {
        return programs.all().stream().flatMap(group -> failed(group).stream()).toList();
    }

    /** @return what a new host is to build at once */
    List<ProgramQueue> open() {
        List<ProgramQueue> wanted = programs.wanted();
        wanted.forEach(group -> group.state(ProgramQueue.State.BUILDING));
        return wanted;
    }

    /** @return what a host was building that is no more */
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
        turns.clear();
        return unsettled;
    }
}
