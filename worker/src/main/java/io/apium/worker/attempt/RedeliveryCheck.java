package io.apium.worker.attempt;

import io.apium.store.ResultStore;
import io.apium.store.StoreUnavailableException;
import io.apium.task.TaskRecord;
import io.apium.worker.handler.Handler;
import java.util.List;
import java.util.Optional;

/**
 * What was made of an attempt before, when its message is delivered again. Only a repeated message costs a round trip to the
 * result store, and a second one to the ledger where its task may become a flow.
 */
record RedeliveryCheck(ResultStore results, TaskFlows flows, LostWorkerCounter lostWorkers, int deliveryLimit) {

    /**
     * @return empty when the handler is to run. A record that cannot be read says nothing, and the handler runs: a task that
     *     runs twice is better than a task that is lost.
     * @throws StoreUnavailableException when the result store or the ledger does not answer
     */
    Optional<Disposition> made(Attempt attempt, Handler handler) {
        if (!results.isReachable()) {
            throw new StoreUnavailableException("the result store cannot be reached", null);
        }
        Optional<Disposition> stored = attempt.isRepeat() ? stored(attempt, handler) : Optional.empty();
        return stored.isPresent() ? stored : tooOftenLost(attempt);
    }

    private Optional<Disposition> stored(Attempt attempt, Handler handler) {
        TaskRecord record = results.find(List.of(attempt.id())).get(attempt.id());
        return switch (record) {
            case TaskRecord.Ended ended -> Optional.of(new Disposition.Repeat(ended));
            case TaskRecord.Retrying retrying
            when retrying.retries() > attempt.message().retries() -> Optional.of(new Disposition.HandedOver());
            case TaskRecord.Open _, TaskRecord.Unreadable _ -> flow(attempt, handler);
            case null -> flow(attempt, handler);
        };
    }

    private Optional<Disposition> flow(Attempt attempt, Handler handler) {
        return handler.mayBecomeFlow() && flows.isRunning(attempt.id())
                ? Optional.of(new Disposition.HandedOver())
                : Optional.empty();
    }

    /** An attempt that a limit held back asks more than once, and counts once. */
    private Optional<Disposition> tooOftenLost(Attempt attempt) {
        long lost = attempt.isCounted() ? 0 : lostWorkers.count(attempt);
        return lost < deliveryLimit ? Optional.empty() : Optional.of(Disposition.workerLost(lost));
    }
}
