package io.apium.worker.attempt;

import io.apium.flow.FlowState;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.Ledger;
import io.apium.store.StoreUnavailableException;
import io.apium.store.UnreadableRecordException;
import io.apium.task.JsonText;
import io.apium.task.TaskRecord;
import io.apium.worker.config.WorkerPorts;
import io.apium.worker.handler.Handler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What an attempt came to that was made before, when its message comes once more. */
record RedeliveryCheck(WorkerPorts ports) {

    /**
     * The record that says that this attempt has been made: the task's end, that its next attempt waits, or that a flow
     * runs in its place. Only a repeat is worth the question, which costs a round trip, and two where there may be a
     * flow. What cannot be read says nothing, and the attempt is made: a task that runs twice is better than one that is
     * lost.
     *
     * @throws StoreUnavailableException when the store cannot say, or is away
     */
    @Nullable
    TaskRecord standing(Attempt attempt, Handler handler) {
        if (!ports.results().isReachable()) {
            throw new StoreUnavailableException("the store is away", null);
        }
        if (!attempt.isRepeat()) {
            return null;
        }
        TaskRecord record = ports.results().find(List.of(attempt.id())).get(attempt.id());
        return switch (record) {
            case TaskRecord.Ended ended -> ended;
            case TaskRecord.Retrying retrying
            when retrying.retries() > attempt.message().retries() -> retrying;
            case TaskRecord.Open _, TaskRecord.Unreadable _ -> flow(attempt, handler);
            case null -> flow(attempt, handler);
        };
    }

    private @Nullable TaskRecord flow(Attempt attempt, Handler handler) {
        boolean isFlow = handler.mayBecomeFlow()
                && readable(EntryKey.flow(attempt.id()))
                        .filter(RedeliveryCheck::runs)
                        .isPresent();
        return isFlow ? new TaskRecord.InProgress(attempt.id(), TaskRecord.InProgress.STARTED, JsonText.NULL) : null;
    }

    /**
     * Writes the flow down, unless it runs already: an attempt before this one has come to a plan, too.
     *
     * @throws StoreUnavailableException when nobody knows whether it does
     */
    CompletableFuture<Void> begin(FlowState flow) {
        FlowEntry entry = new FlowEntry(flow);
        Optional<Entry> before;
        try {
            before = ports.ledger().find(entry.key());
        } catch (UnreadableRecordException damaged) {
            return ports.ledger().setAside(entry.key()).thenCompose(_ -> begin(flow));
        }
        if (before.filter(RedeliveryCheck::runs).isPresent()) {
            return CompletableFuture.completedFuture(null);
        }
        long seen = before.map(Entry::revision).orElse(Ledger.NONE);
        // false when somebody else has just begun it
        return ports.ledger().write(entry, seen, flow.startedAt()).thenAccept(_ -> {});
    }

    private Optional<Entry> readable(EntryKey key) {
        try {
            return ports.ledger().find(key);
        } catch (UnreadableRecordException damaged) {
            return Optional.empty();
        }
    }

    /** Whether a flow has begun and not ended. */
    private static boolean runs(Entry entry) {
        return entry.state() instanceof FlowEntry(var flow) && flow.endedAt() == null;
    }
}
