package io.apium.api.task;

import io.apium.api.json.ApiJson;
import io.apium.api.path.PathId;
import io.apium.api.sse.EventLoop;
import io.apium.api.sse.EventLoop.Snapshot;
import io.apium.api.sse.EventStream;
import io.apium.store.TaskHistory;
import io.apium.store.TaskHistory.Event;
import io.apium.task.TaskRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The events of one task. */
@RestController
@Tag(name = "tasks")
final class TaskEventsController {

    private final TaskQueries tasks;
    private final EventLoop events;
    private final InstantSource clock;

    TaskEventsController(TaskQueries tasks, EventLoop events, InstantSource clock) {
        this.tasks = tasks;
        this.events = events;
        this.clock = clock;
    }

    @Operation(
            operationId = "watchTask",
            summary = "Watch a task",
            description =
                    "Server-sent events until the task has ended, for one hour at most; 204 when Last-Event-ID is the"
                            + " last event of an ended task")
    @GetMapping(path = "/v1/tasks/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void watch(
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        events.follow(PathId.task("task", id), last -> snapshot(id, last), lastEventId, response);
    }

    private Snapshot snapshot(String id, @Nullable String lastEventId) throws InterruptedException {
        TaskHistory history = tasks.known(id).history();
        List<EventStream.Event> unseen = Timeline.after(lastEventId, Timeline.of(history, clock.instant())).stream()
                .map(event ->
                        new EventStream.Event(event.id(), event.state().toLowerCase(Locale.ROOT), data(event, history)))
                .toList();
        return Snapshot.ofAnnounced(unseen, history.record() instanceof TaskRecord.Ended);
    }

    private static String data(Event event, TaskHistory history) {
        boolean isEnd = history.record() instanceof TaskRecord.Ended ended
                && ended.state().equals(event.state());
        byte[] json = ApiJson.write(isEnd ? TaskView.of(new TaskQueries.Known(history, null)) : EventView.of(event));
        return new String(json, StandardCharsets.UTF_8);
    }
}
