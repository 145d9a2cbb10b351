package io.apium.gpu.device;

import io.apium.gpu.device.Profile.Cache;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a device. Programs take turns, and a program's works go in the order in which they came, as many as can
 * join. Suspects, which were on the device when its host went down, go before all others, one at a time and with nothing
 * beside them.
 */
final class Line {

    private final int worksMax;
    private final int batchMax;
    private final long batchBytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private final Programs programs = new Programs();
    private final Deque<Group> turns = new ArrayDeque<>();
    private final Ward ward = new Ward();
    private @Nullable Session session;
    private @Nullable DeviceFault over;
    private int waiting;
    private int running;
    private int runningWorks;
    private int idleLanes;
    private boolean alone;

    /** A program that a session does not have, and that somebody is to build now. */
    record Need(Session session, Group group) {}

    /**
     * @param worksMax how many may wait
     * @param batchMax how many works join in a launch
     * @param batchBytesMax what they take together
     */
    Line(int worksMax, int batchMax, long batchBytesMax) {
        this.worksMax = worksMax;
        this.batchMax = batchMax;
        this.batchBytesMax = batchBytesMax;
    }

    /**
     * Places a work at the end.
     *
     * @return what has to be built before it can go on, or null
     * @throws DeviceFault when there is no room, or the device is closed
     */
    @Nullable Need enter(Ticket ticket) throws DeviceFault {
        lock.lock();
        try {
            if (over != null) {
                throw over;
            }
            if (waiting >= worksMax) {
                throw new DeviceFault.DeviceBusy("there are " + waiting + " works in the device's line, and no room");
            }
            Group group = programs.of(ticket.work().program());
            group.tickets().add(ticket);
            waiting++;
            if (group.state() == Group.State.BUILT && group.tickets().size() == 1) {
                turns.add(group);
                wake();
            }
            Session now = session;
            programs.forget(now);
            if (now == null || group.state() != Group.State.UNBUILT) {
                return null;
            }
            group.state(Group.State.BUILDING);
            return new Need(now, group);
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        if (idleLanes > 0) {
            change.signal();
        }
    }

    /** It was cancelled; where it is with the device already, that goes on. */
    void leave(Ticket ticket) {
        locked(() -> {
            Group group = programs.of(ticket.work().program());
            if (group.tickets().remove(ticket)) {
                waiting--;
                if (group.tickets().isEmpty()) {
                    turns.remove(group);
                }
            }
        });
    }

    /**
     * Waits for what goes next.
     *
     * @return what must be given to {@link #end} in the end, or null when there is nothing any more
     */
    @Nullable Turn take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (over == null) {
                Session now = session;
                if (now != null && !alone && now.isFit()) {
                    Turn turn = next(now);
                    if (turn != null) {
                        running++;
                        runningWorks += turn.tickets().size();
                        turn.group().claim(1);
                        return turn;
                    }
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

    private @Nullable Turn next(Session now) {
        if (ward.isEmpty()) {
            return batch(now);
        }
        Turn turn = running > 0 ? null : ward.next(now);
        alone = turn != null;
        return turn;
    }

    private @Nullable Turn batch(Session now) {
        Group group = turns.poll();
        if (group == null) {
            return null;
        }
        List<Ticket> tickets = group.batch(batchMax, batchBytesMax);
        waiting -= tickets.size();
        if (!group.tickets().isEmpty()) {
            turns.add(group);
            wake();
        }
        return new Turn(now, group, tickets, group.cache(), System.nanoTime());
    }

    /**
     * The turn is over, and another may be taken.
     *
     * @param ran whether its kernel has run to its end
     */
    void end(Turn turn, boolean ran) {
        locked(() -> {
            if (ran) {
                turn.group().cache(Cache.MEMORY);
            }
            running--;
            runningWorks -= turn.tickets().size();
            turn.group().claim(-1);
            if (alone || !ward.isEmpty()) {
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
     * @param suspects whether each of its works is to be run with nothing else on the device; if not, they are the first again
     */
    void again(Turn turn, boolean suspects) {
        locked(() -> {
            if (over != null) {
                fail(turn.tickets(), over);
            } else if (suspects) {
                ward.admit(turn);
            } else {
                turn.tickets().reversed().forEach(turn.group().tickets()::addFirst);
                waiting += turn.tickets().size();
                line(turn.group());
            }
        });
    }

    private void line(Group group) {
        if (group.state() == Group.State.BUILT && !group.tickets().isEmpty() && !turns.contains(group)) {
            turns.addFirst(group);
        }
    }

    private static void fail(List<Ticket> tickets, DeviceFault fault) {
        tickets.forEach(ticket -> ticket.completeExceptionally(fault));
    }

    /** @return what is to be built for it at once */
    List<Need> open(Session fresh) {
        List<Need> needs = new ArrayList<>();
        locked(() -> {
            session = fresh;
            for (Group group : programs.wanted()) {
                group.state(Group.State.BUILDING);
                needs.add(new Need(fresh, group));
            }
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
        List<Group> unsettled = new ArrayList<>();
        lock.lockInterruptibly();
        try {
            session = null;
            while (running > 0) {
                idle.await();
            }
            for (Group group : programs.all()) {
                if (group.state() == Group.State.BUILDING) {
                    unsettled.add(group);
                }
                group.state(Group.State.UNBUILT);
            }
            turns.clear();
        } finally {
            lock.unlock();
        }
        return unsettled;
    }

    void built(Group group, Cache cache) {
        locked(() -> {
            group.state(Group.State.BUILT);
            group.cache(cache);
            line(group);
            change.signalAll();
        });
    }

    /** The program cannot be had; whoever asks for it next has it tried again. */
    void failed(Group group, DeviceFault fault) {
        List<Ticket> lost = new ArrayList<>();
        locked(() -> {
            group.state(Group.State.UNBUILT);
            lost.addAll(group.tickets());
            waiting -= lost.size();
            group.tickets().clear();
            turns.remove(group);
            lost.addAll(ward.release(group));
            change.signalAll();
        });
        fail(lost, fault);
    }

    /** Nothing is taken any more, and what waits fails. */
    void close(DeviceFault fault) {
        List<Group> all = new ArrayList<>();
        locked(() -> {
            over = fault;
            all.addAll(programs.all());
            change.signalAll();
        });
        all.forEach(group -> failed(group, fault));
    }

    int waiting() {
        lock.lock();
        try {
            return waiting + ward.size();
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
