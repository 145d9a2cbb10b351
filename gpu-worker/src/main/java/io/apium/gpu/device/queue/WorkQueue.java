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

/** The queue of a device, in which works wait until a launcher takes them. Its lock also coordinates the launchers. */
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
    private int idleLaunchers;
    private boolean alone;

    /** A program that the caller must build, because the session does not have it. */
    public record Need(HostSession session, ProgramQueue group) {}

    /** @param worksMax the maximal number of waiting works */
    public WorkQueue(int worksMax, PendingWork pending) {
        this.worksMax = worksMax;
        this.pending = pending;
    }

    /**
     * Adds a work at the end.
     *
     * @return the program that must be built first, or null
     * @throws DeviceException if the queue is full or the device is closed
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
                        "the queue of the device is full, with " + pending.count() + " works");
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
        if (idleLaunchers > 0 && pending.hasReady()) {
            change.signal();
        }
    }

    /** Removes a cancelled work. A work that is already on the device runs to its end. */
    public void leave(WorkFuture ticket) {
        locked(() -> pending.remove(ticket));
    }

    /**
     * Waits for the next batch.
     *
     * @return a batch that must be passed to {@link #end} later, or null when the queue is closed
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
                idleLaunchers++;
                try {
                    change.await();
                } finally {
                    idleLaunchers--;
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
     * Completes a batch, so that another can be taken.
     *
     * @param ran whether its kernel ran to its end
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
     * Requeues a batch that has not completed.
     *
     * @param quarantined whether each of its works must run alone on the device; otherwise they return to the head of
     *     the queue
     */
    void again(LaunchBatch batch, boolean quarantined) {
        locked(() -> {
            if (over != null) {
                fail(batch.tickets(), over);
            } else {
                pending.again(batch, quarantined);
                change.signalAll();
            }
        });
    }

    private static void fail(List<WorkFuture> tickets, DeviceException fault) {
        tickets.forEach(ticket -> ticket.completeExceptionally(fault));
    }

    /** @return the programs that the caller must build at once in the new host */
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
     * Detaches the ended session, after all its launches have ended.
     *
     * @return the programs that the host was building
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

    /** Fails the works of a program that cannot be built; the next request builds it again. */
    void failed(ProgramQueue group, DeviceException fault) {
        List<WorkFuture> lost = new ArrayList<>();
        locked(() -> {
            lost.addAll(pending.failed(group));
            change.signalAll();
        });
        fail(lost, fault);
    }

    /** Closes the queue and fails all waiting works. */
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

    /** The number of works on the device. */
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
