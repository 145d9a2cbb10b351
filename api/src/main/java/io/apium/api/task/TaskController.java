package io.apium.api.task;

import io.apium.api.canvas.WorkReader;
import io.apium.api.idempotency.IdempotencyFilter;
import io.apium.api.json.ApiJson;
import io.apium.api.json.JsonCursor;
import io.apium.api.json.ViewRepresentation;
import io.apium.api.wait.CompletionWaiter;
import io.apium.api.wait.StoreTimeout;
import io.apium.api.wait.WaitPreference;
import io.apium.canvas.Submission;
import io.apium.client.AcceptedSubmission;
import io.apium.client.TaskClient;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Submits, reads and revokes one task. */
@RestController
@Tag(name = "tasks")
final class TaskController {

    private final TaskClient client;
    private final TaskQueries tasks;
    private final TaskRevoker taskRevoker;
    private final CompletionWaiter waiter;
    private final StoreTimeout timeout;
    private final WorkReader reader;

    TaskController(
            TaskClient client,
            TaskQueries tasks,
            TaskRevoker taskRevoker,
            CompletionWaiter waiter,
            StoreTimeout timeout,
            WorkReader reader) {
        this.client = client;
        this.tasks = tasks;
        this.taskRevoker = taskRevoker;
        this.waiter = waiter;
        this.timeout = timeout;
        this.reader = reader;
    }

    @Operation(
            operationId = "submitTask",
            summary = "Submit a task",
            description =
                    "202 when RabbitMQ has confirmed it or Redis has stored it; 200 with wait, when the task has ended")
    @PostMapping(
            path = "/v1/tasks",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> submit(
            @RequestBody byte[] body,
            @Parameter(hidden = true) @RequestAttribute(name = IdempotencyFilter.NAME, required = false) @Nullable
                    String name,
            @RequestParam(name = "wait", required = false) @Nullable String query,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer)
            throws InterruptedException {
        WaitPreference wait = WaitPreference.of(query, prefer);
        Submission submission = client.plan(reader.task(JsonCursor.root(ApiJson.read(body))), name);
        AcceptedSubmission accepted = timeout.of(client.submit(submission));
        TaskId id = submission.results().getFirst();
        if (wait.isAsked()) {
            waiter.untilEnded(List.of(id), wait.limit());
        }
        TaskView view = wait.isAsked() ? tasks.view(id) : tasks.submitted(accepted, name);
        return wait.submitted(view, view.hasEnded(), TaskQueries.path(id));
    }

    @Operation(operationId = "findTask", summary = "Read a task; with wait, wait for its end")
    @GetMapping(path = "/v1/tasks/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> find(
            @PathVariable String id,
            @RequestParam(name = "wait", required = false) @Nullable String query,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer)
            throws InterruptedException {
        WaitPreference wait = WaitPreference.of(query, prefer);
        TaskView view = TaskView.of(tasks.known(id));
        if (wait.isAsked() && !view.hasEnded()) {
            waiter.untilEnded(List.of(new TaskId(id)), wait.limit());
            view = TaskView.of(tasks.known(id));
        }
        return wait.found(view, view.hasEnded());
    }

    @Operation(
            operationId = "revokeTask",
            summary = "Revoke a task",
            description = "202 when the task is revoked; 204 when it had already ended")
    @DeleteMapping(path = "/v1/tasks/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> revoke(@PathVariable String id) throws InterruptedException {
        TaskQueries.Known known = tasks.known(id);
        boolean ended = known.history().record() instanceof TaskRecord.Ended;
        if (ended || !timeout.of(taskRevoker.revoke(known.history().id(), TaskView.provenance(known)))) {
            return ResponseEntity.noContent().build();
        }
        return ViewRepresentation.of(TaskView.of(tasks.known(id))).accepted(ResponseEntity.accepted());
    }
}
