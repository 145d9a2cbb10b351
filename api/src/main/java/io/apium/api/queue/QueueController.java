package io.apium.api.queue;

import io.apium.api.json.ApiJson;
import io.apium.api.json.JsonCursor;
import io.apium.api.json.ViewRepresentation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lists, reads and purges queues. */
@RestController
@Tag(name = "queues")
final class QueueController {

    private static final String ONE = "/v1/queues/{name}";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final QueueQueries queues;

    QueueController(QueueQueries queues) {
        this.queues = queues;
    }

    @Operation(
            operationId = "listQueues",
            summary = "List the queues with their depths, up to 1,000",
            description =
                    "Queues that workers of Apium consume, that a message was published to, and the default queue")
    @GetMapping(path = "/v1/queues", produces = JSON)
    ResponseEntity<byte[]> list() throws InterruptedException {
        return ViewRepresentation.of(new QueuesView(queues.list())).found(ViewRepresentation.ok());
    }

    @Operation(operationId = "findQueue", summary = "Read one queue")
    @GetMapping(path = ONE, produces = JSON)
    ResponseEntity<byte[]> find(@PathVariable String name) throws InterruptedException {
        return ViewRepresentation.of(queues.find(name)).found(ViewRepresentation.ok());
    }

    @Operation(
            operationId = "purgeQueue",
            summary = "Delete the messages that wait in a queue",
            description = "The body must repeat the queue's name. The deleted tasks never run and stay PENDING until"
                    + " their records expire; messages that a worker has taken are not deleted")
    @PostMapping(path = ONE + ":purge", consumes = JSON, produces = JSON)
    ResponseEntity<byte[]> purge(@PathVariable String name, @RequestBody byte[] body) throws InterruptedException {
        JsonCursor cursor = JsonCursor.root(ApiJson.read(body));
        JsonCursor confirm = cursor.isObjectOf(Set.of("confirm")) ? cursor.required("confirm") : null;
        if (confirm != null) {
            confirm.oneOf(new String[] {name}, each -> each);
        }
        cursor.refuseMistakes();
        return ViewRepresentation.of(queues.purge(name)).accepted(ViewRepresentation.ok());
    }
}
