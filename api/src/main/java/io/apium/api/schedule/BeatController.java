package io.apium.api.schedule;

import io.apium.api.ApiBounds;
import io.apium.api.idempotency.IdempotencyFilter;
import io.apium.api.json.Representation;
import io.apium.api.paging.Paging;
import io.apium.api.task.Tasks;
import io.apium.api.wait.Patience;
import io.apium.api.wait.Wait;
import io.apium.canvas.Launch;
import io.apium.client.TaskClient;
import io.apium.ledger.Beat;
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

/** Schedules at work: paused, resumed, run at once, asked for their next ticks. */
@RestController
@Tag(name = "schedules")
final class BeatController {

    private static final String ONE = "/v1/schedules/{name}";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final IfMatch ANY = new IfMatch(null);
    private static final int COUNT_USUAL = 10;
    private static final int COUNT_MAX = ApiBounds.NEXT_RUNS.intMax();

    private final Schedules schedules;
    private final TaskClient client;
    private final Tasks tasks;
    private final Patience patience;
    private final InstantSource clock;

    BeatController(Schedules schedules, TaskClient client, Tasks tasks, Patience patience, InstantSource clock) {
        this.schedules = schedules;
        this.client = client;
        this.tasks = tasks;
        this.patience = patience;
        this.clock = clock;
    }

    @Operation(operationId = "pauseSchedule", summary = "Let the ticks of a schedule pass")
    @PostMapping(path = ONE + ":pause", produces = JSON)
    ResponseEntity<byte[]> pause(@PathVariable String name) throws InterruptedException {
        return answer(schedules.change(name, ANY, beat -> beat.paused() ? beat : beat.pause()));
    }

    @Operation(operationId = "resumeSchedule", summary = "Go on with the next tick of a paused schedule")
    @PostMapping(path = ONE + ":resume", produces = JSON)
    ResponseEntity<byte[]> resume(@PathVariable String name) throws InterruptedException {
        return answer(schedules.change(name, ANY, beat -> beat.resume(clock.instant())));
    }

    @Operation(
            operationId = "runSchedule",
            summary = "Send the task of a schedule at once, whatever its ticks are",
            description = "202 when the broker holds it; it is no tick, and is not counted as one")
    @PostMapping(path = ONE + ":run", produces = JSON)
    ResponseEntity<byte[]> run(
            @PathVariable String name,
            @Parameter(hidden = true) @RequestAttribute(name = IdempotencyFilter.NAME, required = false) @Nullable
                    String request)
            throws InterruptedException {
        Launch launch = client.plan(schedules.known(name).schedule().work(), request);
        patience.of(client.sendTracked(launch));
        TaskId id = launch.results().getFirst();
        ResponseEntity.BodyBuilder answer = ResponseEntity.accepted().location(Tasks.path(id));
        return Representation.of(tasks.view(id)).accepted(Wait.again(answer));
    }

    @Operation(operationId = "nextTicks", summary = "When a schedule ticks next")
    @GetMapping(path = ONE + "/next", produces = JSON)
    ResponseEntity<byte[]> next(@PathVariable String name, @RequestParam(required = false) @Nullable String count)
            throws InterruptedException {
        int most = Paging.number("count", count, COUNT_USUAL, COUNT_MAX);
        TicksView view = TicksView.of(schedules.known(name), most, clock.instant());
        return Representation.of(view).found(Representation.ok());
    }

    private static ResponseEntity<byte[]> answer(Beat beat) {
        return Representation.of(ScheduleView.of(beat)).found(Representation.ok());
    }
}
