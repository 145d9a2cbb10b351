package io.apium.api.flow;

import io.apium.api.bound.ApiBounds;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.flow.FlowsView.Line;
import io.apium.api.json.ViewRepresentation;
import io.apium.api.paging.PageRequest;
import io.apium.api.wait.StoreTimeout;
import io.apium.bound.PlainText;
import io.apium.store.FlowIndex;
import io.apium.task.TaskId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists flows, the newest first. */
@RestController
@Tag(name = "flows")
final class FlowListController {

    private static final String PATH = "/v1/flows";
    private static final int LIMIT_USUAL = 20;
    private static final int LIMIT_MAX = ApiBounds.FLOWS_PAGE.intMax();

    /** The number of flows that one page reads at most. */
    private static final int LOOKED_AT_MAX = 500;

    private static final List<String> STATES = List.of("PENDING", "STARTED", "PAUSED", "SUCCESS", "FAILURE", "REVOKED");
    private static final List<String> KINDS =
            List.of("task", "chain", "group", "chord", "map", "scatter", "reduce", "dag");

    private final FlowIndex store;
    private final FlowQueries flows;
    private final StoreTimeout timeout;

    FlowListController(FlowIndex store, FlowQueries flows, StoreTimeout timeout) {
        this.store = store;
        this.flows = flows;
        this.timeout = timeout;
    }

    /** The filter; null matches every flow. */
    private record Filter(@Nullable String state, @Nullable String kind) {

        Map<String, String> parameters() {
            Map<String, String> parameters = new LinkedHashMap<>();
            if (state != null) {
                parameters.put("state", state);
            }
            if (kind != null) {
                parameters.put("kind", kind);
            }
            return parameters;
        }
    }

    @Operation(
            operationId = "listFlows",
            summary = "List the flows that clients started, the newest first",
            description = "One page reads at most 500 flows, so a filtered page can be short and have a next page")
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor)
            throws InterruptedException {
        Filter filter = new Filter(oneOf("state", STATES, state), oneOf("kind", KINDS, kind));
        PageRequest asked = PageRequest.of(null, cursor);
        PageRequest pageRequest =
                new PageRequest(PageRequest.number("limit", limit, LIMIT_USUAL, LIMIT_MAX), asked.cursor());
        List<Line> lines = new ArrayList<>();
        String last = page(pageRequest, filter, lines);
        String next = pageRequest.next(PATH, filter.parameters(), last);
        return ViewRepresentation.of(new FlowsView(lines, next)).found(PageRequest.answer(next));
    }

    /** @return the id of the last flow that was read, or null when there is no flow after it */
    private @Nullable String page(PageRequest pageRequest, Filter filter, List<Line> lines)
            throws InterruptedException {
        String last = pageRequest.cursor();
        for (int lookedAt = 0; lookedAt < LOOKED_AT_MAX; lookedAt += pageRequest.limit()) {
            TaskId from = last == null ? null : new TaskId(last);
            FlowIndex.Page found = timeout.ask(() -> store.recent(from, pageRequest.limit()));
            for (FlowIndex.Flow flow : found.flows()) {
                last = flow.id().value();
                line(flow, filter).ifPresent(lines::add);
                if (lines.size() == pageRequest.limit()) {
                    return last;
                }
            }
            if (found.next() == null) {
                return null;
            }
            last = found.next().value();
        }
        return last;
    }

    private Optional<Line> line(FlowIndex.Flow flow, Filter filter) throws InterruptedException {
        if (filter.kind() != null && !filter.kind().equals(flow.kind())) {
            return Optional.empty();
        }
        return flows.line(flow)
                .filter(line -> filter.state() == null || filter.state().equals(line.state()));
    }

    private static @Nullable String oneOf(String name, List<String> choices, @Nullable String given) {
        if (given != null && !choices.contains(given)) {
            throw new ApiException(new ApiError.BadParameter(
                    name + " must be one of " + String.join(", ", choices) + ", got: " + PlainText.shown(given)));
        }
        return given;
    }
}
