package io.apium.gpu.device;

import io.apium.gpu.device.Profile.Cache;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Where works stand until a lane takes them, and what the lanes know of one another. */
final class Line {

    private final int worksMax;
    private final Waiting waiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private @Nullable Session session;
    private @Nullable DeviceException over;
    private int running;
    private int runningWorks;
    private int idleLanes;
    private boolean alone;

    /** A program that a session does not have, and that somebody is to build now. */
    record Need(Session session, Group group) {}

    /** @param worksMax how many may wait */
    Line(int worksMax, Waiting waiting) {
        this.worksMax = worksMax;
        this.waiting = waiting;
    }

    /**
     * Places a work at the end.
     *
     * @return what has to be built before it can go on, or null
     * @throws DeviceException when there is no room, or the device is closed
     */
    @Nullable
    Need enter(Ticket ticket) throws DeviceException {
        lock.lock();
        try {
            if (over != null) {
                throw over;
            }
            if (waiting.count() >= worksMax) {
                throw new DeviceException.DeviceBusyException(
                        "there are " + waiting.count() + " works in the device's line, and no room");
            }
            Session now = session;
            Group group = waiting.place(ticket, now);
            wake();
            if (now == null || !group.isToBeBuilt()) {
                return null;
            }
            group.state(Group.State.BUILDING);
            return new Need(now, group);
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        if (idleLanes > 0 && waiting.hasTurns()) {
            change.signal();
        }
    }

    /** It was cancelled; where it is with the device already, that goes on. */
    void leave(Ticket ticket) {
        locked(() -> waiting.remove(ticket));
    }

    /**
     * Waits for what goes next.
     *
     * @return what must be given to {@link #end} in the end, or null when there is nothing any more
     */
    @Nullable
    Turn take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (over == null) {
                Turn turn = next();
                if (turn != null) {
                    running++;
                    runningWorks += turn.tickets().size();
                    wake();
                    return turn;
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

    private @Nullable Turn next() {
        Session now = session;
        if (now == null || alone || !now.isFit()) {
            return null;
        }
        if (!waiting.hasSuspects()) {
            return waiting.batch(now);
        }
        Turn turn = running > 0 ? null : waiting.suspect(now);
        alone = turn != null;
        return turn;
    }

    /**
     * The turn is over, and another may be taken.
     *
     * @param ran whether its kernel has run to its end
     */
    void end(Turn turn, boolean ran) {
        locked(() -> {
            running--;
            runningWorks -= turn.tickets().size();
            turn.group().claim(-1);
            if (ran) {
                turn.group().cache(Cache.MEMORY);
            }
            if (alone || waiting.hasSuspects()) {
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
    void again(Turn turn, boolean suspects) {
        locked(() -> {
            if (over != null) {
                fail(turn.tickets(), over);
            } else {
                waiting.again(turn, suspects);
                change.signalAll();
            }
        });
    }

    private static void fail(List<Ticket> tickets, DeviceException fault) {
        tickets.forEach(ticket -> ticket.completeExceptionally(fault));
    }

    /** @return what is to be built for it at once */
    List<Need> open(Session fresh) {
        List<Need> needs = new ArrayList<>();
        locked(() -> {
            session = fresh;
            waiting.open().forEach(group -> needs.add(new Need(fresh, group)));
            change.signalAll();
        });
        return needs;
    }

    /**
     * There is no session any more, and what is under way ends before this returns.
     *
     * @return what it was building
     */
    List<Group> shut() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            session = null;
            while (running > 0) {
                idle.await();
            }
            return waiting.shut();
        } finally {
            lock.unlock();
        }
    }

    void built(Group group, Cache cache) {
        locked(() -> {
            waiting.built(group, cache);
            change.signalAll();
        });
    }

    /** The program cannot be had; whoever asks for it next has it tried again. */
    void failed(Group group, DeviceException fault) {
        List<Ticket> lost = new ArrayList<>();
        locked(() -> {
            lost.addAll(waiting.failed(group));
            change.signalAll();
        });
        fail(lost, fault);
    }

    /** Nothing is taken any more, and what waits fails. */
    void close(DeviceException fault) {
        List<Ticket> lost = new ArrayList<>();
        locked(() -> {
            over = fault;
            lost.addAll(waiting.failed());
            change.signalAll();
        });
        fail(lost, fault);
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.count();
        } finally {
            lock.unlock();
        }
    }

    /** How many works are on the device. */
    int running() {
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
