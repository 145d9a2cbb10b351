package io.apium.gpu.device;

import io.apium.gpu.device.Profile.Cache;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works that are not on the device yet. Programs take turns, and a program's works go in the order in which they came, as
 * many as can join; suspects go before all others. Guarded by the lock of its line.
 */
final class Waiting {

    private final int batchMax;
    private final long batchBytesMax;
    private final Programs programs = new Programs();
    private final Deque<Group> turns = new ArrayDeque<>();
    private final Ward ward = new Ward();
    private int count;

    /**
     * @param batchMax how many works join in a launch
     * @param batchBytesMax what they take together
     */
    Waiting(int batchMax, long batchBytesMax) {
        this.batchMax = batchMax;
        this.batchBytesMax = batchBytesMax;
    }

    int count() {
        return count + ward.size();
    }

    boolean hasSuspects() {
        return !ward.isEmpty();
    }

    /** Whether there is anything to launch. */
    boolean hasTurns() {
        return !turns.isEmpty();
    }

    Group place(Ticket ticket, @Nullable Session session) {
        Group group = programs.of(ticket.work().program());
        group.tickets().add(ticket);
        count++;
        if (group.tickets().size() == 1) {
            line(group);
        }
        programs.forget(session);
        return group;
    }

    void remove(Ticket ticket) {
        Group group = programs.of(ticket.work().program());
        if (group.tickets().remove(ticket)) {
            count--;
            if (group.tickets().isEmpty()) {
                turns.remove(group);
            }
        }
    }

    /** What goes next, when there are no suspects. */
    @Nullable
    Turn batch(Session session) {
        Group group = turns.poll();
        if (group == null) {
            return null;
        }
        List<Ticket> tickets = group.batch(batchMax, batchBytesMax);
        count -= tickets.size();
        if (!group.tickets().isEmpty()) {
            turns.add(group);
        }
        group.claim(1);
        return new Turn(session, group, tickets, group.cache(), System.nanoTime());
    }

    /** What goes next, when there are suspects: one of them, if its program is there. */
    @Nullable
    Turn suspect(Session session) {
        return ward.next(session);
    }

    /**
     * It has come to nothing, and is to be run again.
     *
     * @param suspects whether each of its works is to be run with nothing else on the device; if not, they are the first
     *     again
     */
    void again(Turn turn, boolean suspects) {
        if (suspects) {
            ward.admit(turn);
        } else {
            turn.tickets().reversed().forEach(turn.group().tickets()::addFirst);
            count += turn.tickets().size();
            line(turn.group());
        }
    }

    private void line(Group group) {
        if (group.state() == Group.State.BUILT && !group.tickets().isEmpty() && !turns.contains(group)) {
            turns.add(group);
        }
    }

    void built(Group group, Cache cache) {
        group.state(Group.State.BUILT);
        group.cache(cache);
        line(group);
    }

    /** @return what waited for the program, and does so no more */
    List<Ticket> failed(Group group) {
        group.state(Group.State.REFUSED);
        List<Ticket> lost = new ArrayList<>(group.tickets());
        count -= lost.size();
        group.tickets().clear();
        turns.remove(group);
        lost.addAll(ward.release(group));
        return lost;
    }

    /** All that waits, which does so no more. */
    List<Ticket> failed() {
        return programs.all().stream().flatMap(group -> failed(group).stream()).toList();
    }

    /** @return what a new host is to build at once */
    List<Group> open() {
        List<Group> wanted = programs.wanted();
        wanted.forEach(group -> group.state(Group.State.BUILDING));
        return wanted;
    }

    /** @return what a host was building that is no more */
    List<Group> shut() {
        List<Group> unsettled = new ArrayList<>();
        for (Group group : programs.all()) {
            if (group.state() == Group.State.BUILDING) {
                unsettled.add(group);
            }
            if (group.state() != Group.State.REFUSED) {
                group.state(Group.State.UNBUILT);
            }
        }
        turns.clear();
        return unsettled;
    }
}
