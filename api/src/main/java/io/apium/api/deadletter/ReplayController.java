package io.apium.api.deadletter;

import io.apium.api.canvas.AllowedQueues;
import io.apium.api.json.ApiJson;
import io.apium.api.json.JsonCursor;
import io.apium.api.json.ViewRepresentation;
import io.apium.api.task.TaskQueries;
import io.apium.api.wait.StoreTimeout;
import io.apium.client.DeadLetterReplayer;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.store.DeadLetterStore.Filter;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Replays dead letters. */
@RestController
@Tag(name = "dead letters")
final class ReplayController {

    private final DeadLetterQueries deadLetters;
    private final DeadLetterReplayer replayer;
    private final StoreTimeout timeout;
    private final AllowedQueues queues;

    ReplayController(
            DeadLetterQueries deadLetters, DeadLetterReplayer replayer, StoreTimeout timeout, AllowedQueues queues) {
        this.deadLetters = deadLetters;
        this.replayer = replayer;
        this.timeout = timeout;
        this.queues = queues;
    }

    @Operation(
            operationId = "replayDeadLetter",
            summary = "Replay a dead letter",
            description =
                    "Sends its message as a new one. 202 when RabbitMQ has confirmed it and the dead letter is deleted")
    @PostMapping(
            path = "/v1/dead-letters/{id}:replay",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> replay(@PathVariable String id, @RequestBody(required = false) byte @Nullable [] body)
            throws InterruptedException {
        QueueName other = body == null || body.length == 0 ? null : other(JsonCursor.root(ApiJson.read(body)));
        DeadLetter letter = deadLetters.known(id);
        QueueName queue = other == null ? letter.queue() : other;
        timeout.of(replayer.send(letter, queue));
        TaskId taskId = letter.taskId();
        ResponseEntity.BodyBuilder answer = ResponseEntity.accepted();
        ReplayView view = new ReplayView(id, queue.name(), letter.task(), taskId == null ? null : taskId.value());
        return ViewRepresentation.of(view)
                .accepted(taskId == null ? answer : answer.location(TaskQueries.path(taskId)));
    }

    @Operation(
            operationId = "replayDeadLetters",
            summary = "Replay all dead letters that match a filter",
            description = "At most 1,000 per request; when more is true in the response, repeat the request")
    @PostMapping(
            path = "/v1/dead-letters:replay",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> replayAll(@RequestBody byte[] body) throws InterruptedException {
        JsonCursor cursor = JsonCursor.root(ApiJson.read(body));
        QueueName to = null;
        Filter filter = Filter.ALL;
        if (cursor.isObjectOf(Set.of("cause", "task", "queue", "to"))) {
            filter = DeadLetterFilterReader.read(cursor);
            to = cursor.field("to", queues::read);
            if (Stream.of("cause", "task", "queue").allMatch(name -> cursor.field(name) == null)) {
                cursor.wrong("must have at least one of cause, task and queue");
            }
        }
        cursor.refuseMistakes();
        QueueName queue = to;
        DeadLetterQueries.Done done = deadLetters.each(
                filter,
                id -> deadLetters.with(id, letter -> replayer.send(letter, queue == null ? letter.queue() : queue)));
        return ViewRepresentation.of(new ReplaysView(done.count(), done.more())).accepted(ResponseEntity.accepted());
    }

    private @Nullable QueueName other(JsonCursor cursor) {
        QueueName queue = cursor.isObjectOf(Set.of("queue")) ? cursor.field("queue", queues::read) : null;
        cursor.refuseMistakes();
        return queue;
    }
}
