package io.apium.api.deadletter;

import io.apium.api.canvas.AllowedQueues;
import io.apium.api.json.Json;
import io.apium.api.json.Place;
import io.apium.api.json.Representation;
import io.apium.api.task.Tasks;
import io.apium.api.wait.Patience;
import io.apium.client.Replay;
import io.apium.store.DeadLetters.DeadLetter;
import io.apium.store.DeadLetters.Filter;
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

/** Dead letters: sent once more. */
@RestController
@Tag(name = "dead letters")
final class ReplayController {

    private final Letters letters;
    private final Replay replay;
    private final Patience patience;
    private final AllowedQueues queues;

    ReplayController(Letters letters, Replay replay, Patience patience, AllowedQueues queues) {
        this.letters = letters;
        this.replay = replay;
        this.patience = patience;
        this.queues = queues;
    }

    @Operation(
            operationId = "replayDeadLetter",
            summary = "Send the message of a dead letter once more, as if for the first time",
            description = "202 when the broker holds it; the letter is gone then")
    @PostMapping(
            path = "/v1/dead-letters/{id}:replay",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> replay(@PathVariable String id, @RequestBody(required = false) byte @Nullable [] body)
            throws InterruptedException {
        QueueName other = body == null || body.length == 0 ? null : other(Place.root(Json.read(body)));
        DeadLetter letter = letters.known(id);
        QueueName queue = other == null ? letter.queue() : other;
        patience.of(replay.send(letter, queue));
        TaskId taskId = letter.taskId();
        ResponseEntity.BodyBuilder answer = ResponseEntity.accepted();
        ReplayView view = new ReplayView(id, queue.name(), letter.task(), taskId == null ? null : taskId.value());
        return Representation.of(view).accepted(taskId == null ? answer : answer.location(Tasks.path(taskId)));
    }

    @Operation(
            operationId = "replayDeadLetters",
            summary = "Send the messages of dead letters once more, by what they have in common",
            description = "At most 1,000 in one request; the answer says whether there may be more")
    @PostMapping(
            path = "/v1/dead-letters:replay",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> replayAll(@RequestBody byte[] body) throws InterruptedException {
        Place place = Place.root(Json.read(body));
        QueueName to = null;
        Filter filter = Filter.ALL;
        if (place.isObjectOf(Set.of("cause", "task", "queue", "to"))) {
            filter = FilterReader.read(place);
            to = place.field("to", queues::read);
            if (Stream.of("cause", "task", "queue").allMatch(name -> place.field(name) == null)) {
                place.wrong("says which by at least one of cause, task and queue");
            }
        }
        place.refuseMistakes();
        QueueName queue = to;
        Letters.Done done = letters.each(
                filter, id -> letters.with(id, letter -> replay.send(letter, queue == null ? letter.queue() : queue)));
        return Representation.of(new ReplaysView(done.count(), done.more())).accepted(ResponseEntity.accepted());
    }

    private @Nullable QueueName other(Place place) {
        QueueName queue = place.isObjectOf(Set.of("queue")) ? place.field("queue", queues::read) : null;
        place.refuseMistakes();
        return queue;
    }
}
