package io.apium.api.task;

import io.apium.api.ApiBounds;
import io.apium.api.canvas.Moments;
import io.apium.api.canvas.Names;
import io.apium.api.json.Json;
import io.apium.api.json.Place;
import io.apium.api.json.Representation;
import io.apium.api.wait.Patience;
import io.apium.canvas.TaskFilter;
import io.apium.store.Revocation;
import io.apium.store.Revocations;
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

/** Many tasks, revoked by what they have in common. */
@RestController
@Tag(name = "tasks")
final class RevocationController {

    private static final Duration LASTS_MIN = Duration.ofSeconds(1);
    private static final Duration LASTS_MAX = Duration.ofSeconds(ApiBounds.FILTERED_REVOCATION.max());
    private static final Duration LASTS_USUALLY = Duration.ofMinutes(1);

    private final Revocations revocations;
    private final Patience patience;
    private final InstantSource clock;

    RevocationController(Revocations revocations, Patience patience, InstantSource clock) {
        this.revocations = revocations;
        this.patience = patience;
        this.clock = clock;
    }

    @Operation(
            operationId = "revokeTasks",
            summary = "Revoke tasks by what they have in common",
            description = "Reaches those that wait or run, and those that come up to a worker while it lasts")
    @PostMapping(
            path = "/v1/tasks:revoke",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> revoke(@RequestBody byte[] body) throws InterruptedException {
        Instant now = clock.instant();
        Revocation.OfAll revocation = read(Place.root(Json.read(body)), now);
        patience.tell(() -> revocations.revoke(revocation, now));
        return Representation.of(RevocationView.of(revocation)).accepted(ResponseEntity.accepted());
    }

    private static Revocation.OfAll read(Place place, Instant now) {
        Duration lasts = null;
        String task = null;
        QueueName queue = null;
        GroupId group = null;
        TaskId root = null;
        if (place.isObjectOf(Set.of("task", "queue", "group", "root", "lasts"))) {
            task = place.field("task", Names::task);
            queue = place.field("queue", Names::queue);
            group = place.field("group", Names::group);
            root = place.field("root", Names::id);
            lasts = place.field("lasts", length -> Moments.duration(length, LASTS_MIN, LASTS_MAX));
            if (Stream.of("task", "queue", "group", "root").allMatch(name -> place.field(name) == null)) {
                place.wrong("says which by at least one of task, queue, group and root");
            }
        }
        place.refuseMistakes();
        Instant until = now.plus(lasts == null ? LASTS_USUALLY : lasts).truncatedTo(ChronoUnit.MILLIS);
        return new Revocation.OfAll(new TaskFilter(task, queue, group, root), until);
    }
}
