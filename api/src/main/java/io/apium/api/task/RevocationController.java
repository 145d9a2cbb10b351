package io.apium.api.task;

import io.apium.api.bound.ApiBounds;
import io.apium.api.canvas.NameReader;
import io.apium.api.canvas.TimeReader;
import io.apium.api.json.ApiJson;
import io.apium.api.json.JsonCursor;
import io.apium.api.json.ViewRepresentation;
import io.apium.api.wait.StoreTimeout;
import io.apium.canvas.TaskFilter;
import io.apium.store.Revocation;
import io.apium.store.RevocationStore;
import io.apium.task.GroupId;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Revokes all tasks that match a filter. */
@RestController
@Tag(name = "tasks")
final class RevocationController {

    private static final Duration LASTS_MIN = Duration.ofSeconds(1);
    private static final Duration LASTS_MAX = Duration.ofSeconds(ApiBounds.FILTERED_REVOCATION.max());
    private static final Duration LASTS_DEFAULT = Duration.ofMinutes(1);

    private final RevocationStore revocations;
    private final StoreTimeout timeout;
    private final InstantSource clock;

    RevocationController(RevocationStore revocations, StoreTimeout timeout, InstantSource clock) {
        this.revocations = revocations;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Operation(
            operationId = "revokeTasks",
            summary = "Revoke all tasks that match a filter",
            description =
                    "Applies to waiting and running tasks, and to tasks that reach a worker before the revocation ends")
    @PostMapping(
            path = "/v1/tasks:revoke",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> revoke(@RequestBody byte[] body) throws InterruptedException {
        Instant now = clock.instant();
        Revocation.OfAll revocation = read(JsonCursor.root(ApiJson.read(body)), now);
        timeout.tell(() -> revocations.revoke(revocation, now));
        return ViewRepresentation.of(RevocationView.of(revocation)).accepted(ResponseEntity.accepted());
    }

    private static Revocation.OfAll read(JsonCursor cursor, Instant now) {
        Duration lasts = null;
        String task = null;
        QueueName queue = null;
        GroupId group = null;
        TaskId root = null;
        if (cursor.isObjectOf(Set.of("task", "queue", "group", "root", "lasts"))) {
            task = cursor.field("task", NameReader::task);
            queue = cursor.field("queue", NameReader::queue);
            group = cursor.field("group", NameReader::group);
            root = cursor.field("root", NameReader::id);
            lasts = cursor.field("lasts", length -> TimeReader.duration(length, LASTS_MIN, LASTS_MAX));
            if (Stream.of("task", "queue", "group", "root").allMatch(name -> cursor.field(name) == null)) {
                cursor.wrong("must have at least one of task, queue, group and root");
            }
        }
        cursor.refuseMistakes();
        Instant until = now.plus(lasts == null ? LASTS_DEFAULT : lasts).truncatedTo(ChronoUnit.MILLIS);
        return new Revocation.OfAll(new TaskFilter(task, queue, group, root), until);
    }
}
