package io.apium.worker.attempt;

import io.apium.canvas.TaskMessage;
import io.apium.flow.FlowState;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.Ledger;
import io.apium.store.StoreUnavailableException;
import io.apium.store.UnreadableRecordException;
import io.apium.task.TaskId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The flows of tasks in the ledger: the flow that a task belongs to, and the flow that a task becomes. */
record TaskFlows(Ledger ledger, InstantSource clock) {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    /** Makes the flow of the message, if it has one, due now. A flow that is not woken advances at its next check. */
    CompletableFuture<Void> wake(TaskMessage message) {
        return message.flow()
                .map(mark -> ledger.wake(EntryKey.flow(mark.flow()), clock.instant()))
                .orElse(DONE);
    }

    /** Whether the task became a flow that has not ended. An entry that cannot be read counts as no flow. */
    boolean isRunning(TaskId id) {
        try {
            return ledger.find(EntryKey.flow(id)).filter(TaskFlows::isRunning).isPresent();
        } catch (UnreadableRecordException damaged) {
            return false;
        }
    }

    /**
     * Stores the flow, unless an attempt before this one has started it.
     *
     * @throws StoreUnavailableException when the ledger does not answer
     */
    CompletableFuture<Void> start(FlowState flow) {
        FlowEntry entry = new FlowEntry(flow);
        Optional<Entry> before;
        try {
            before = ledger.find(entry.key());
        } catch (UnreadableRecordException damaged) {
            return ledger.setAside(entry.key()).thenCompose(_ -> start(flow));
        }
        if (before.filter(TaskFlows::isRunning).isPresent()) {
            return DONE;
        }
        long seen = before.map(Entry::revision).orElse(Ledger.NONE);
        // false when another worker has just started it
        return ledger.write(entry, seen, flow.startedAt()).thenAccept(_ -> {});
    }

    private static boolean isRunning(Entry entry) {
        return entry.state() instanceof FlowEntry(var flow) && flow.endedAt() == null;
    }
}
