package io.apium.gpu.device.queue;

import io.apium.gpu.device.host.HostSession;
import io.apium.gpu.work.KernelProgram;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The programs of a device, the most recently requested last. Guarded by the lock of its queue. */
final class ProgramCatalog {

    private static final int MOST = 256;
    private static final int WARM = 16;

    private final Map<KernelProgram, ProgramQueue> groups = new LinkedHashMap<>(16, 0.75f, true);
    private int made;

    ProgramQueue of(KernelProgram program) {
        ProgramQueue group = groups.get(program);
        if (group == null) {
            group = new ProgramQueue(made++, program);
            groups.put(program, group);
        }
        return group;
    }

    Collection<ProgramQueue> all() {
        return groups.values();
    }

    /** Drops the least recently requested programs beyond 256, also in the host, unless they are in use. */
    void forget(@Nullable HostSession session) {
        Iterator<ProgramQueue> eldest = groups.values().iterator();
        while (groups.size() > MOST && eldest.hasNext()) {
            ProgramQueue group = eldest.next();
            if (group.isIdle()) {
                eldest.remove();
                if (session != null && group.state() == ProgramQueue.State.BUILT) {
                    session.drop(group.number());
                }
            }
        }
    }

    /**
     * The programs that a new host must build at once: those that works wait for, and the 16 most recently requested.
     */
    List<ProgramQueue> wanted() {
        List<ProgramQueue> unbuilt = new ArrayList<>();
        int younger = groups.size();
        for (ProgramQueue group : groups.values()) {
            younger--;
            boolean isWarm = younger < WARM && group.state() == ProgramQueue.State.UNBUILT;
            if (isWarm || (group.isToBeBuilt() && !group.isIdle())) {
                unbuilt.add(group);
            }
        }
        return unbuilt;
    }
}
