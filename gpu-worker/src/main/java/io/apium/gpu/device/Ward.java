package io.apium.gpu.device;

import io.apium.gpu.device.Profile.Cache;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works that were on the device when its host went down. Nobody knows whose fault it was until each has run with nothing
 * beside it. Guarded by the lock of its line.
 */
final class Ward {

    private final Deque<Suspect> suspects = new ArrayDeque<>();

    private record Suspect(Group group, Ticket ticket) {}

    boolean isEmpty() {
        return suspects.isEmpty();
    }

    int size() {
        return suspects.size();
    }

    void admit(Turn turn) {
        for (Ticket ticket : turn.tickets().reversed()) {
            suspects.addFirst(new Suspect(turn.group(), ticket));
            turn.group().claim(1);
        }
    }

    /** The first whose program is there; its claim on the group is the turn's now. */
    @Nullable
    Turn next(Session session) {
        for (Suspect suspect : suspects) {
            Group group = suspect.group();
            if (group.state() == Group.State.BUILT) {
                suspects.remove(suspect);
                Cache cache = group.cache();
                return new Turn(session, group, List.of(suspect.ticket()), cache, System.nanoTime());
            }
        }
        return null;
    }

    /** Those of a program, which are not here any more. */
    List<Ticket> release(Group group) {
        List<Ticket> released = new ArrayList<>();
        suspects.removeIf(suspect -> {
            boolean one = suspect.group() == group;
            if (one) {
                group.claim(-1);
                released.add(suspect.ticket());
            }
            return one;
        });
        return released;
    }
}
