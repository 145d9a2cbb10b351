package io.apium.gpu.device.queue;

import io.apium.gpu.device.DeviceException;
import io.apium.gpu.device.WorkFuture;
import io.apium.gpu.device.WorkProfile.Cache;
import io.apium.gpu.device.host.HostSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Where works stand until a lane takes them, and what the lanes know of one another. */
public final class WorkQueue {

    private final int worksMax;
    private final PendingWork pending;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private @Nullable HostSession session;
    private @Nullable DeviceException over;
    private int running;
    private int runningWorks;
    private int idleLanes;
    private boolean alone;

    /** A program that a session does not have, and that somebody is to build now. */
    public record Need(HostSession session, ProgramQueue group) {}

    /** @param worksMax how many may wait */
    public WorkQueue(int worksMax, PendingWork pending) {
        this.worksMax = worksMax;
        this.pending = pending;
    }

    /**
     * Places a work at the end.
     *
     * @return what has to be built before it can go on, or null
     * @throws DeviceException when there is no room, or the device is closed
     */
    @Nullable
    public Need enter(WorkFuture ticket) throws DeviceException {
        lock.lock();
        try {
            if (over != null) {
                throw over;
            }
            if (pending.count() >= worksMax) {
                throw new DeviceException.DeviceBusyException(
                        "there are " + pending.count() + " works in the device's line, and no room");
            }
            HostSession now = session;
            ProgramQueue group = pending.place(ticket, now);
            wake();
            if (now == null || !group.isToBeBuilt()) {
                return null;
            }
            group.state(ProgramQueue.State.BUILDING);
            return new Need(now, group);
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        if (idleLanes > 0 && pending.hasTurns()) {
            change.signal();
        }
    }

    /** It was cancelled; where it is with the device already, that goes on. */
    public void leave(WorkFuture ticket) {
        locked(() -> pending.remove(ticket));
    }

    /**
     * Waits for what goes next.
     *
     * @return what must be given to {@link #end} in the end, or null when there is nothing any more
     */
    @Nullable
    LaunchBatch take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (over == null) {
                LaunchBatch batch = next();
                if (batch != null) {
                    running++;
                    runningWorks += batch.tickets().size();
                    wake();
                    return batch;
                }
                idleLanes++;
                try {
                    change.await();
                } finally {
                    idleLanes--;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable LaunchBatch next() {
        HostSession now = session;
        if (now == null || alone || !now.isFit()) {
            return null;
        }
        if (!pending.hasSuspects()) {
            return pending.batch(now);
        }
        LaunchBatch batch = running > 0 ? null : pending.suspect(now);
        alone = batch != null;
        return batch;
    }

    /**
     * The turn is over, and another may be taken.
     *
     * @param ran whether its kernel has run to its end
     */
    void end(LaunchBatch batch, boolean ran) {
        locked(() -> {
            running--;
            runningWorks -= batch.tickets().size();
            batch.group().claim(-1);
            if (ran) {
                batch.group().cache(Cache.MEMORY);
            }
            if (alone || pending.hasSuspects()) {
                alone = false;
                change.signalAll();
            }
            if (running == 0) {
                idle.signalAll();
            }
        });
    }

    /**
     * It has come to nothing, and is to be run again.
     *
     * @param suspects whether each of its works is to be run with nothing else on the device; if not, they are the first
     *     again
     */
    void again(LaunchBatch batch, boolean suspects) {
        locked(() -> {
            if (over != null) {
                fail(batch.tickets(), over);
            } else {
                pending.again(batch, suspects);
                change.signalAll();
            }
        });
    }

    private static void fail(List<WorkFuture> tickets, DeviceException fault) {
        tickets.forEach(ticket -> ticket.completeExceptionally(fault));
    }

    /** @return what is to be built for it at once */
    public List<Need> open(HostSession fresh) {
        List<Need> needs = new ArrayList<>();
        locked(() -> {
            session = fresh;
            pending.open().forEach(group -> needs.add(new Need(fresh, group)));
            change.signalAll();
        });
        return needs;
    }

    /**
     * There is no session any more, and what is under way ends before this returns.
     *
     * @return what it was building
     */
    public List<ProgramQueue> shut() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            session = null;
            while (running > 0) {
                idle.await();
            }
            return pending.shut();
        } finally {
            lock.unlock();
        }
    }

    void built(ProgramQueue group, Cache cache) {
        locked(() -> {
            pending.built(group, cache);
            change.signalAll();
        });
    }

    /** The program cannot be had; whoever asks for it next has it tried again. */
    void failed(ProgramQueue group, DeviceException fault) {
        List<WorkFuture> lost = new ArrayList<>();
        locked(() -> {
            lost.addAll(pending.failed(group));
            change.signalAll();
        });
        fail(lost, fault);
    }

    /** Nothing is taken any more, and what waits fails. */
    public void close(DeviceException fault) {
        List<WorkFuture> lost = new ArrayList<>();
        locked(() -> {
            over = fault;
            lost.addAll(pending.failed());
            change.signalAll();
        });
        fail(lost, fault);
    }

    public int waiting() {
        lock.lock();
        try {
            return pending.count();
        } finally {
            lock.unlock();
        }
    }

    /** How many works are on the device. */
    public int running() {
        lock.lock();
        try {
            return runningWorks;
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
