package io.apium.api.flow;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.json.ViewRepresentation;
import io.apium.bound.PlainText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads the graph of a flow. */
@RestController
@Tag(name = "flows")
final class FlowGraphController {

    private static final MediaType DOT = new MediaType("text", "vnd.graphviz", StandardCharsets.UTF_8);

    private final FlowQueries flows;

    FlowGraphController(FlowQueries flows) {
        this.flows = flows;
    }

    @Operation(
            operationId = "findFlowGraph",
            summary = "Read the graph of a flow, with the state of each node",
            description = "With format=dot, or text/vnd.graphviz in Accept, the response is a Graphviz DOT text")
    @GetMapping(
            path = "/v1/flows/{id}/graph",
            produces = {MediaType.APPLICATION_JSON_VALUE, GraphView.DOT})
    ResponseEntity<byte[]> find(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String format,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable
                    String accept)
            throws InterruptedException {
        boolean isDot = isDot(format, accept);
        GraphView graph = flows.graph(flows.known(id));
        return isDot
                ? ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .contentType(DOT)
                        .body(graph.dot().getBytes(StandardCharsets.UTF_8))
                : ViewRepresentation.of(graph).found(ViewRepresentation.ok());
    }

    private static boolean isDot(@Nullable String format, @Nullable String accept) {
        return switch (format) {
            case "dot" -> true;
            case "json" -> false;
            case null -> accept != null && accept.contains(GraphView.DOT);
            default ->
                throw new ApiException(
                        new ApiError.BadParameter("format must be json or dot, got: " + PlainText.shown(format)));
        };
    }
}
