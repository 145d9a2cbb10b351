package io.apium.api.flow;

import io.apium.api.json.ApiJson;
import io.apium.api.json.ViewRepresentation;
import io.apium.api.path.PathId;
import io.apium.api.sse.EventLoop;
import io.apium.api.sse.EventLoop.Snapshot;
import io.apium.api.sse.EventStream.Event;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The events of one flow. Each event has the whole flow, and its id is the ETag of that view, so a client that reconnects
 * has missed nothing. Only the end of a flow is announced; the loop reads every other change.
 */
@RestController
@Tag(name = "flows")
final class FlowEventsController {

    private static final Duration NEXT_READ = Duration.ofMillis(250);

    /** A large canvas flow has many records to read. */
    private static final Duration NEXT_READ_OF_LARGE = Duration.ofSeconds(1);

    private static final int LARGE = 100;

    private final FlowQueries flows;
    private final EventLoop events;

    FlowEventsController(FlowQueries flows, EventLoop events) {
        this.flows = flows;
        this.events = events;
    }

    @Operation(
            operationId = "watchFlow",
            summary = "Watch a flow",
            description =
                    "Server-sent events until the flow has ended, for one hour at most; 204 when Last-Event-ID is the"
                            + " last event of an ended flow")
    @GetMapping(path = "/v1/flows/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void watch(
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        events.follow(PathId.task("flow", id), last -> snapshot(id, last), lastEventId, response);
    }

    private Snapshot snapshot(String id, @Nullable String lastEventId) throws InterruptedException {
        FlowView view = flows.view(flows.known(id));
        String tag = ViewRepresentation.of(view).tag().replace("\"", "");
        Event event = new Event(tag, view.state().toLowerCase(Locale.ROOT), data(view));
        return new Snapshot(
                tag.equals(lastEventId) ? List.of() : List.of(event),
                view.hasEnded(),
                view.progress().total() > LARGE ? NEXT_READ_OF_LARGE : NEXT_READ);
    }

    private static String data(FlowView view) {
        return new String(ApiJson.write(view), StandardCharsets.UTF_8);
    }
}
