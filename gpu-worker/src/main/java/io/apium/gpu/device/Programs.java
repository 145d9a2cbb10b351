package io.apium.gpu.device;

import io.apium.gpu.work.Program;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The programs that a device is asked for, the one last asked for at the end. Guarded by the lock of its line. */
final class Programs {

    private static final int MOST = 256;
    private static final int WARM = 16;

    private final Map<Program, Group> groups = new LinkedHashMap<>(16, 0.75f, true);
    private int made;

    Group of(Program program) {
        Group group = groups.get(program);
        if (group == null) {
            group = new Group(made++, program);
            groups.put(program, group);
        }
        return group;
    }

    Collection<Group> all() {
        return groups.values();
    }

    /** Those that nobody has asked for in a long time go, and go from the host. */
    void forget(@Nullable Session session) {
        Iterator<Group> eldest = groups.values().iterator();
        while (groups.size() > MOST && eldest.hasNext()) {
            Group group = eldest.next();
            if (group.isIdle()) {
                eldest.remove();
                if (session != null && group.state() == Group.State.BUILT) {
                    session.drop(group.number());
                }
            }
        }
    }

    /** What a new host is to build at once: what is waited for, and what was asked for last. */
    List<Group> wanted() {
        List<Group> unbuilt = new ArrayList<>();
        int younger = groups.size();
        for (Group group : groups.values()) {
            younger--;
            boolean isWarm = younger < WARM && group.state() == Group.State.UNBUILT;
            if (isWarm || (group.isToBeBuilt() && !group.isIdle())) {
                unbuilt.add(group);
            }
        }
        return unbuilt;
    }
}
