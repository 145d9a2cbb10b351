package io.apium.api.flow;

import io.apium.api.flow.FlowRequests.Wish;
import io.apium.api.idempotency.IdempotencyFilter;
import io.apium.api.json.ViewRepresentation;
import io.apium.api.path.PathId;
import io.apium.api.wait.WaitPreference;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/** Submits, validates, reads and revokes flows. */
@RestController
@Tag(name = "flows")
final class FlowController {

    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final FlowRequests flowRequests;
    private final FlowQueries flows;
    private final FlowActions actions;

    FlowController(FlowRequests flowRequests, FlowQueries flows, FlowActions actions) {
        this.flowRequests = flowRequests;
        this.flows = flows;
        this.actions = actions;
    }

    @Operation(
            operationId = "submitFlow",
            summary = "Submit a flow",
            description =
                    "202 when RabbitMQ has confirmed the first tasks or Redis has stored the flow; 200 with wait, when"
                            + " the flow has ended")
    @PostMapping(path = "/v1/flows", consumes = JSON, produces = JSON)
    ResponseEntity<byte[]> submit(
            @RequestBody byte[] body,
            @Parameter(hidden = true) @RequestAttribute(name = IdempotencyFilter.NAME, required = false) @Nullable
                    String name,
            @RequestParam(name = "wait", required = false) @Nullable String query,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer)
            throws InterruptedException {
        WaitPreference wait = WaitPreference.of(query, prefer);
        FoundFlow begun = flowRequests.begin(flowRequests.read(body), name);
        FlowView view = wait.isAsked() ? flows.awaited(begun, wait.limit()) : flows.submitted(begun, name);
        return wait.submitted(
                view, view.hasEnded(), PathId.location("/v1/flows", begun.id().value()));
    }

    @Operation(
            operationId = "validateFlow",
            summary = "Validate a flow without starting it",
            description = "200 with its graph; 422 with all errors. Nothing is written or sent")
    @PostMapping(path = "/v1/flows:validate", consumes = JSON, produces = JSON)
    ResponseEntity<byte[]> validate(@RequestBody byte[] body) throws InterruptedException {
        Wish wish = flowRequests.read(body);
        return ViewRepresentation.of(flowRequests.validated(wish)).accepted(ViewRepresentation.ok());
    }

    @Operation(operationId = "findFlow", summary = "Read a flow; with wait, wait for its end")
    @GetMapping(path = "/v1/flows/{id}", produces = JSON)
    ResponseEntity<byte[]> find(
            @PathVariable String id,
            @RequestParam(name = "wait", required = false) @Nullable String query,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer)
            throws InterruptedException {
        WaitPreference wait = WaitPreference.of(query, prefer);
        FoundFlow flow = flows.known(id);
        FlowView view = wait.isAsked() ? flows.awaited(flow, wait.limit()) : flows.view(flow);
        return wait.found(view, view.hasEnded());
    }

    @Operation(
            operationId = "revokeFlow",
            summary = "Revoke a flow",
            description =
                    "202 when a task of the flow was revoked; 204 when the flow had ended. A flow that the scheduler"
                            + " advances first runs the undo tasks of its successful nodes")
    @DeleteMapping(path = "/v1/flows/{id}", produces = JSON)
    ResponseEntity<byte[]> revoke(@PathVariable String id) throws InterruptedException {
        FoundFlow flow = flows.known(id);
        return actions.revoke(flow)
                ? ViewRepresentation.of(flows.view(flow)).accepted(ResponseEntity.accepted())
                : ResponseEntity.noContent().build();
    }
}
