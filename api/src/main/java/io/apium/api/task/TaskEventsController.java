package io.apium.api.task;

import io.apium.api.error.ApiException;
import io.apium.api.json.ApiJson;
import io.apium.api.wait.CompletionWaiter;
import io.apium.store.TaskHistory;
import io.apium.store.TaskHistory.Event;
import io.apium.task.TaskRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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

/** What happens to a task, as it happens. */
@RestController
@Tag(name = "tasks")
final class TaskEventsController {

    private static final Logger LOG = LoggerFactory.getLogger(TaskEventsController.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final TaskQueries tasks;
    private final CompletionWaiter waiter;
    private final InstantSource clock;

    TaskEventsController(TaskQueries tasks, CompletionWaiter waiter, InstantSource clock) {
        this.tasks = tasks;
        this.waiter = waiter;
        this.clock = clock;
    }

    @Operation(
            operationId = "watchTask",
            summary = "Watch a task",
            description = "Server-sent events until its end, for an hour at most; 204 when the reader has seen the end")
    @GetMapping(path = "/v1/tasks/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void watch(
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastSeen,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        TaskHistory history = tasks.known(id).history();
        try (CompletionWaiter.Changes changes = waiter.watch(history.id())) {
            if (hasEnded(history) && unseen(history, lastSeen).isEmpty()) {
                response.setStatus(HttpStatus.NO_CONTENT.value());
                return;
            }
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader("Cache-Control", "no-store");
            EventStream stream = new EventStream(response.getOutputStream());
            stream.retry(RETRY);
            follow(history.id().value(), lastSeen, changes, stream);
        }
    }

    private void follow(String id, @Nullable String lastSeen, CompletionWaiter.Changes changes, EventStream stream)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        String last = lastSeen;
        try {
            while (!waiter.areClosed() && System.nanoTime() < deadline) {
                TaskHistory history = tasks.known(id).history();
                for (Event event : unseen(history, last)) {
                    stream.event(event.id(), event.state().toLowerCase(Locale.ROOT), data(event, history));
                    last = event.id();
                }
                if (hasEnded(history)) {
                    return;
                }
                if (!changes.await(HEARTBEAT)) {
                    stream.heartbeat();
                }
            }
        } catch (ApiException cutOff) {
            // the answer has begun: the client sees the stream end, comes again with Last-Event-ID, and is told why
            LOG.debug("the events of task {} end early", id, cutOff);
        }
    }

    private List<Event> unseen(TaskHistory history, @Nullable String lastSeen) {
        return Timeline.after(lastSeen, Timeline.of(history, clock.instant()));
    }

    private static String data(Event event, TaskHistory history) {
        boolean isEnd = history.record() instanceof TaskRecord.Ended ended
                && ended.state().equals(event.state());
        byte[] json = ApiJson.write(isEnd ? TaskView.of(new TaskQueries.Known(history, null)) : EventView.of(event));
        return new String(json, StandardCharsets.UTF_8);
    }

    private static boolean hasEnded(TaskHistory history) {
        return history.record() instanceof TaskRecord.Ended;
    }
}
