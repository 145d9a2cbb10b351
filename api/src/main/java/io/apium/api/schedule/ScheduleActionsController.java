package io.apium.api.schedule;

import io.apium.api.bound.ApiBounds;
import io.apium.api.idempotency.IdempotencyFilter;
import io.apium.api.json.ViewRepresentation;
import io.apium.api.paging.PageRequest;
import io.apium.api.task.TaskQueries;
import io.apium.api.wait.StoreTimeout;
import io.apium.api.wait.WaitPreference;
import io.apium.canvas.Submission;
import io.apium.client.AcceptedSubmission;
import io.apium.client.TaskClient;
import io.apium.ledger.ScheduleEntry;
import io.apium.task.TaskId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pauses and resumes schedules, runs their tasks at once, and lists their next run times. */
@RestController
@Tag(name = "schedules")
final class ScheduleActionsController {

    private static final String ONE = "/v1/schedules/{name}";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final IfMatch ANY = new IfMatch(null);
    private static final int COUNT_USUAL = 10;
    private static final int COUNT_MAX = ApiBounds.NEXT_RUNS.intMax();

    private final ScheduleCommands schedules;
    private final TaskClient client;
    private final TaskQueries tasks;
    private final StoreTimeout timeout;
    private final InstantSource clock;

    ScheduleActionsController(
            ScheduleCommands schedules,
            TaskClient client,
            TaskQueries tasks,
            StoreTimeout timeout,
            InstantSource clock) {
        this.schedules = schedules;
        this.client = client;
        this.tasks = tasks;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Operation(operationId = "pauseSchedule", summary = "Pause a schedule")
    @PostMapping(path = ONE + ":pause", produces = JSON)
    ResponseEntity<byte[]> pause(@PathVariable String name) throws InterruptedException {
        return answer(schedules.change(name, ANY, entry -> entry.paused() ? entry : entry.pause()));
    }

    @Operation(operationId = "resumeSchedule", summary = "Resume a paused schedule at its next run time")
    @PostMapping(path = ONE + ":resume", produces = JSON)
    ResponseEntity<byte[]> resume(@PathVariable String name) throws InterruptedException {
        return answer(schedules.change(name, ANY, entry -> entry.resume(clock.instant())));
    }

    @Operation(
            operationId = "runSchedule",
            summary = "Run the task of a schedule now",
            description = "202 when RabbitMQ has confirmed the task; it does not count as a run of the schedule")
    @PostMapping(path = ONE + ":run", produces = JSON)
    ResponseEntity<byte[]> run(
            @PathVariable String name,
            @Parameter(hidden = true) @RequestAttribute(name = IdempotencyFilter.NAME, required = false) @Nullable
                    String request)
            throws InterruptedException {
        Submission submission = client.plan(schedules.known(name).schedule().work(), request);
        AcceptedSubmission accepted = timeout.of(client.submit(submission));
        TaskId id = submission.results().getFirst();
        ResponseEntity.BodyBuilder answer = ResponseEntity.accepted().location(TaskQueries.path(id));
        return ViewRepresentation.of(tasks.submitted(accepted, request)).accepted(WaitPreference.again(answer));
    }

    @Operation(operationId = "nextRuns", summary = "List the next run times of a schedule")
    @GetMapping(path = ONE + "/next", produces = JSON)
    ResponseEntity<byte[]> next(@PathVariable String name, @RequestParam(required = false) @Nullable String count)
            throws InterruptedException {
        int most = PageRequest.number("count", count, COUNT_USUAL, COUNT_MAX);
        NextRunsView view = NextRunsView.of(schedules.known(name), most, clock.instant());
        return ViewRepresentation.of(view).found(ViewRepresentation.ok());
    }

    private static ResponseEntity<byte[]> answer(ScheduleEntry entry) {
        return ViewRepresentation.of(ScheduleView.of(entry)).found(ViewRepresentation.ok());
    }
}
