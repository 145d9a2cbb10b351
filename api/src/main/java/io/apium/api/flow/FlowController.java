package io.apium.api.flow;

import io.apium.api.canvas.CanvasReader;
import io.apium.api.idempotency.IdempotencyFilter;
import io.apium.api.json.Json;
import io.apium.api.json.Place;
import io.apium.api.json.Representation;
import io.apium.api.task.Revoker;
import io.apium.api.wait.Patience;
import io.apium.api.wait.Wait;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Launch;
import io.apium.canvas.Launch.Planned;
import io.apium.canvas.Signature;
import io.apium.client.TaskClient;
import io.apium.store.FlowStore.Flow;
import io.apium.task.Provenance;
import io.apium.task.TaskId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

/** Flows: asked for, read, revoked. */
@RestController
@Tag(name = "flows")
final class FlowController {

    private final TaskClient client;
    private final Flows flows;
    private final Revoker revoker;
    private final Patience patience;
    private final InstantSource clock;

    FlowController(TaskClient client, Flows flows, Revoker revoker, Patience patience, InstantSource clock) {
        this.client = client;
        this.flows = flows;
        this.revoker = revoker;
        this.patience = patience;
        this.clock = clock;
    }

    @Operation(
            operationId = "submitFlow",
            summary = "Ask for a chain, a group or a chord",
            description = "202 when the broker holds its first tasks; 200 when it was waited for and has ended")
    @PostMapping(
            path = "/v1/flows",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> submit(
            @RequestBody byte[] body,
            @Parameter(hidden = true) @RequestAttribute(name = IdempotencyFilter.NAME, required = false) @Nullable
                    String name,
            @RequestParam(name = "wait", required = false) @Nullable String query,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer)
            throws InterruptedException {
        Wait wait = Wait.of(query, prefer);
        Canvas canvas = CanvasReader.readFlow(Place.root(Json.read(body)), clock.instant());
        Launch launch = client.plan(canvas, name);
        Flow flow = new Flow(
                name == null ? TaskId.random() : TaskId.named(name),
                kind(canvas),
                launch.tasks(),
                launch.results(),
                clock.instant());
        flows.keep(flow);
        patience.of(client.sendTracked(launch));
        FlowView view = wait.isAsked() ? flows.awaited(flow, wait.limit()) : flows.view(flow);
        return wait.submitted(view, view.hasEnded(), URI.create("/v1/flows/" + flow.id()));
    }

    @Operation(operationId = "findFlow", summary = "Read a flow, and wait for its end if asked to")
    @GetMapping(path = "/v1/flows/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> find(
            @PathVariable String id,
            @RequestParam(name = "wait", required = false) @Nullable String query,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer)
            throws InterruptedException {
        Wait wait = Wait.of(query, prefer);
        Flow flow = flows.known(id);
        FlowView view = wait.isAsked() ? flows.awaited(flow, wait.limit()) : flows.view(flow);
        return wait.found(view, view.hasEnded());
    }

    @Operation(
            operationId = "revokeFlow",
            summary = "Revoke every task of a flow that has not ended",
            description = "202 when there were any; 204 when all had ended already")
    @DeleteMapping(path = "/v1/flows/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> revoke(@PathVariable String id) throws InterruptedException {
        Flow flow = flows.known(id);
        List<Planned> open = flows.open(flow);
        if (open.isEmpty()) {
            return ResponseEntity.noContent().build();
        }
        List<CompletableFuture<Boolean>> revoked = new ArrayList<>();
        for (Planned task : open) {
            Provenance provenance = new Provenance(task.task(), null, null, 0, null, null, List.of());
            revoked.add(revoker.revoke(task.id(), provenance));
        }
        patience.of(CompletableFuture.allOf(revoked.toArray(CompletableFuture<?>[]::new)));
        return Representation.of(flows.view(flow)).accepted(ResponseEntity.accepted());
    }

    private static String kind(Canvas canvas) {
        return switch (canvas) {
            case Signature _ -> "task";
            case Chain _ -> "chain";
            case Group _ -> "group";
            case Chord _ -> "chord";
        };
    }
}
