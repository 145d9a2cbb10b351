package io.apium.scheduler.simulation;

import io.apium.canvas.Signature;
import io.apium.canvas.TaskMessage;
import io.apium.store.ResultStore;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What workers did, and what they should not have done. */
final class Log {

    private final World world;
    private final ResultStore results;
    private final Map<TaskId, Instant> notBefore = new HashMap<>();
    private final Map<TaskId, Instant> notAfter = new HashMap<>();
    private final Map<TaskId, Signature> signatures = new HashMap<>();
    private final Set<TaskId> started = new LinkedHashSet<>();
    private final List<String> sins = new ArrayList<>();

    Log(World world, ResultStore results) {
        this.world = world;
        this.results = results;
    }

    /** The task must not start earlier. */
    void notBefore(TaskId id, Instant moment) {
        notBefore.put(id, moment);
    }

    /** The task was cancelled, which everybody knows by then. */
    void notAfter(TaskId id, Instant moment) {
        notAfter.put(id, moment);
    }

    void started(TaskMessage message) {
        TaskId id = message.id();
        Signature before = signatures.putIfAbsent(id, message.signature());
        if (before != null
                && !(before.args().equals(message.signature().args())
                        && before.kwargs().equals(message.signature().kwargs()))) {
            sins.add(id + " was " + before + " and then " + message.signature());
        }
        Instant now = world.clock().instant();
        started.add(id);
        if (now.isBefore(notBefore.getOrDefault(id, Instant.MIN))) {
            sins.add(id + " started before it was due");
        }
        if (now.isAfter(notAfter.getOrDefault(id, Instant.MAX))) {
            sins.add(id + " started after it was cancelled");
        }
        // a follow-up may come late from a worker that stood still, and is not marked as a repeat then
        boolean direct = notBefore.containsKey(id);
        if (direct && results.find(List.of(id)).get(id) instanceof TaskRecord.Ended) {
            sins.add(id + " started after it had ended");
        }
    }

    Set<TaskId> started() {
        return started;
    }

    List<String> sins() {
        return sins;
    }
}
