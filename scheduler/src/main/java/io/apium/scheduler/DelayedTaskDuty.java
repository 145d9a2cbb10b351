package io.apium.scheduler;

import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryState;
import io.apium.ledger.EntryTransition;
import io.apium.store.RevocationStore;
import io.apium.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Sends tasks when they are due, and ends those that were revoked before. */
final class DelayedTaskDuty implements Duty {

    private final RevocationStore revocations;

    DelayedTaskDuty(RevocationStore revocations) {
        this.revocations = revocations;
    }

    @Override
    public Kind kind() {
        return Kind.TASK;
    }

    @Override
    public String name() {
        return "delayed-tasks";
    }

    @Override
    public List<EntryTransition> steps(List<Entry> woken, Instant now) {
        List<DelayedTask> tasks =
                woken.stream().map(entry -> task(entry.state())).toList();
        List<TaskId> ids = tasks.stream().map(task -> task.message().id()).toList();
        Set<TaskId> revoked = revocations.among(ids);
        return tasks.stream()
                .map(task -> task.step(revoked.contains(task.message().id()), now))
                .toList();
    }

    private static DelayedTask task(EntryState state) {
        if (state instanceof DelayedTask task) {
            return task;
        }
        throw new IllegalArgumentException("not a delayed task: " + state.key());
    }
}
