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

/** The tasks that workers started, and the promises that were broken by it. */
final class Log {

    private final World world;
    private final ResultStore results;
    private final Map<TaskId, Instant> notBefore = new HashMap<>();
    private final Map<TaskId, Instant> notAfter = new HashMap<>();
    private final Map<TaskId, Signature> signatures = new HashMap<>();
    private final Set<TaskId> started = new LinkedHashSet<>();
    private final List<String> violations = new ArrayList<>();

    Log(World world, ResultStore results) {
        this.world = world;
        this.results = results;
    }

    /** The task must not start earlier. */
    void notBefore(TaskId id, Instant moment) {
        notBefore.put(id, moment);
    }

    /** The task was cancelled, and every worker knows it by then. */
    void notAfter(TaskId id, Instant moment) {
        notAfter.put(id, moment);
    }

    void started(TaskMessage message) {
        TaskId id = message.id();
        Signature before = signatures.putIfAbsent(id, message.signature());
        if (before != null
                && !(before.args().equals(message.signature().args())
                        && before.kwargs().equals(message.signature().kwargs()))) {
            violations.add(id + " was " + before + " and then " + message.signature());
        }
        Instant now = world.clock().instant();
        started.add(id);
        if (now.isBefore(notBefore.getOrDefault(id, Instant.MIN))) {
            violations.add(id + " started before it was due");
        }
        if (now.isAfter(notAfter.getOrDefault(id, Instant.MAX))) {
            violations.add(id + " started after it was cancelled");
        }
        // a paused worker may publish a callback late, and not marked as a repeat
        boolean direct = notBefore.containsKey(id);
        if (direct && results.find(List.of(id)).get(id) instanceof TaskRecord.Ended) {
            violations.add(id + " started after it had ended");
        }
    }

    Set<TaskId> started() {
        return started;
    }

    List<String> violations() {
        return violations;
    }
}
