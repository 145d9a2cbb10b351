package io.apium.api.flow;

import io.apium.api.error.ApiException;
import io.apium.api.json.ApiJson;
import io.apium.api.json.ViewRepresentation;
import io.apium.api.task.EventStream;
import io.apium.api.wait.CompletionWaiter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What happens to a flow, as it happens. An event is the flow as it is now, so that whoever was cut off misses nothing. */
@RestController
@Tag(name = "flows")
final class FlowEventsController {

    private static final Logger LOG = LoggerFactory.getLogger(FlowEventsController.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Only its end is announced; all else is looked up. */
    private static final Duration LOOK = Duration.ofMillis(250);

    /** A flow of many tasks takes many records to look up. */
    private static final Duration LOOK_AT_MANY = Duration.ofSeconds(1);

    private static final int MANY = 100;

    private final FlowQueries flows;
    private final CompletionWaiter waiter;

    FlowEventsController(FlowQueries flows, CompletionWaiter waiter) {
        this.flows = flows;
        this.waiter = waiter;
    }

    /** One moment of a flow; its tag names it. */
    private record Moment(FlowView view, String tag) {

        static Moment of(FlowView view) {
            return new Moment(view, ViewRepresentation.of(view).tag().replace("\"", ""));
        }
    }

    @Operation(
            operationId = "watchFlow",
            summary = "Watch a flow",
            description = "Server-sent events until its end, for an hour at most; 204 when the reader has seen the end")
    @GetMapping(path = "/v1/flows/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void watch(
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastSeen,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        FoundFlow flow = flows.known(id);
        try (CompletionWaiter.Changes changes = waiter.watch(flow.id())) {
            Moment first = Moment.of(flows.view(flow));
            if (first.view().hasEnded() && first.tag().equals(lastSeen)) {
                response.setStatus(HttpStatus.NO_CONTENT.value());
                return;
            }
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader("Cache-Control", "no-store");
            EventStream stream = new EventStream(response.getOutputStream());
            stream.retry(RETRY);
            follow(first, lastSeen, changes, stream);
        }
    }

    private void follow(Moment first, @Nullable String lastSeen, CompletionWaiter.Changes changes, EventStream stream)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        long told = System.nanoTime();
        String last = lastSeen;
        Moment now = first;
        try {
            while (!waiter.areClosed() && System.nanoTime() < deadline) {
                if (!now.tag().equals(last)) {
                    stream.event(now.tag(), now.view().state().toLowerCase(Locale.ROOT), data(now));
                    last = now.tag();
                    told = System.nanoTime();
                } else if (System.nanoTime() - told > HEARTBEAT.toNanos()) {
                    stream.heartbeat();
                    told = System.nanoTime();
                }
                if (now.view().hasEnded()) {
                    return;
                }
                var _ = changes.await(now.view().progress().total() > MANY ? LOOK_AT_MANY : LOOK);
                now = Moment.of(flows.view(flows.known(first.view().id())));
            }
        } catch (ApiException cutOff) {
            // the answer has begun: the client sees the stream end, comes again with Last-Event-ID, and is told why
            LOG.debug("the events of flow {} end early", first.view().id(), cutOff);
        }
    }

    private static String data(Moment moment) {
        return new String(ApiJson.write(moment.view()), StandardCharsets.UTF_8);
    }
}
