package io.apium.api.flow;

import io.apium.api.json.ViewRepresentation;
import io.apium.api.wait.WaitPreference;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pauses, resumes and retries flows. */
@RestController
@Tag(name = "flows")
final class FlowActionsController {

    private static final String ONE = "/v1/flows/{id}";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final FlowActions actions;
    private final FlowQueries flows;

    FlowActionsController(FlowActions actions, FlowQueries flows) {
        this.actions = actions;
        this.flows = flows;
    }

    @Operation(
            operationId = "pauseFlow",
            summary = "Pause a flow",
            description =
                    "Running tasks continue, and no further task starts. The deadline is not extended; a flow that is"
                            + " past it fails when it is resumed")
    @PostMapping(path = ONE + ":pause", produces = JSON)
    ResponseEntity<byte[]> pause(@PathVariable String id) throws InterruptedException {
        return ViewRepresentation.of(flows.view(actions.pause(id))).accepted(ViewRepresentation.ok());
    }

    @Operation(operationId = "resumeFlow", summary = "Resume a paused flow")
    @PostMapping(path = ONE + ":resume", produces = JSON)
    ResponseEntity<byte[]> resume(@PathVariable String id) throws InterruptedException {
        return ViewRepresentation.of(flows.view(actions.resume(id))).accepted(ViewRepresentation.ok());
    }

    @Operation(
            operationId = "retryFlow",
            summary = "Retry the failed tasks of a flow",
            description =
                    "Successful tasks keep their results, compensated tasks run again, and the deadline is removed")
    @PostMapping(path = ONE + ":retry", produces = JSON)
    ResponseEntity<byte[]> retry(@PathVariable String id) throws InterruptedException {
        FlowView view = flows.view(actions.retry(id));
        return ViewRepresentation.of(view).accepted(WaitPreference.again(ResponseEntity.accepted()));
    }
}
