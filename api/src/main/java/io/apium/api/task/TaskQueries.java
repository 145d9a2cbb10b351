package io.apium.api.task;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.path.PathId;
import io.apium.api.wait.StoreTimeout;
import io.apium.canvas.TaskMessage;
import io.apium.client.AcceptedSubmission;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import io.apium.store.ResultStore;
import io.apium.store.TaskHistory;
import io.apium.store.TaskHistory.Event;
import io.apium.store.UnreadableRecordException;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds tasks by the id in the path of a request. */
@Component
public final class TaskQueries {

    private final ResultStore results;
    private final Ledger ledger;
    private final StoreTimeout timeout;

    TaskQueries(ResultStore results, Ledger ledger, StoreTimeout timeout) {
        this.results = results;
        this.ledger = ledger;
        this.timeout = timeout;
    }

    /**
     * The stored data of a task.
     *
     * @param waiting the delayed task in the ledger, while the task has no record; else null
     */
    record Known(TaskHistory history, @Nullable DelayedTask waiting) {}

    /** @throws ApiException when no task has this id, or it has expired */
    Known known(String id) throws InterruptedException {
        TaskId task = PathId.task("task", id);
        return timeout.ask(() -> known(task)).orElseThrow(() -> unknown(id));
    }

    /**
     * The view of a submitted task. Without an Idempotency-Key the id is new, so the view is made from the message, as
     * a read returns it before a worker starts the task. With a key an earlier request may have submitted the task, so
     * it is read.
     *
     * @param accepted a submission of one task
     * @param requestName derived from the Idempotency-Key, or null
     */
    public TaskView submitted(AcceptedSubmission accepted, @Nullable String requestName) throws InterruptedException {
        TaskMessage message = accepted.submission().messages().getFirst();
        return requestName == null
                ? TaskView.of(new Known(
                        queued(message, accepted.acceptedAt()),
                        accepted.delayed(message).orElse(null)))
                : view(message.id());
    }

    private static TaskHistory queued(TaskMessage message, Instant acceptedAt) {
        QueueName queue = message.options().routing().queue();
        Map<String, String> details =
                Map.of("task", message.task(), "queue", (queue == null ? QueueName.DEFAULT : queue).name());
        return new TaskHistory(message.id(), null, List.of(new Event("", acceptedAt, Event.QUEUED, details)));
    }

    /** @throws ApiException when no task has this id, or it has expired */
    public TaskView view(TaskId id) throws InterruptedException {
        return TaskView.of(known(id.value()));
    }

    /** The path of a task, such as {@code /v1/tasks/ID}. */
    public static URI path(TaskId id) {
        return PathId.location("/v1/tasks", id.value());
    }

    /** A delayed task of a Celery client has no timeline: all that exists is its entry in the ledger. */
    private Optional<Known> known(TaskId id) {
        Optional<TaskHistory> history = results.history(id);
        if (history.isPresent() && history.get().record() instanceof TaskRecord.Unreadable(TaskId _, String reason)) {
            throw new UnreadableRecordException("record of task " + id, reason);
        }
        if (history.isPresent() && history.get().record() != null) {
            return Optional.of(new Known(history.get(), null));
        }
        DelayedTask waiting = ledger.find(EntryKey.task(id))
                .map(Entry::state)
                .filter(DelayedTask.class::isInstance)
                .map(DelayedTask.class::cast)
                .orElse(null);
        return waiting == null
                ? history.map(found -> new Known(found, null))
                : Optional.of(new Known(history.orElse(new TaskHistory(id, null, List.of())), waiting));
    }

    private static ApiException unknown(String id) {
        return new ApiException(new ApiError.UnknownId("task", id));
    }
}
