package io.apium.api.schedule;

import io.apium.api.json.Json;
import io.apium.api.json.MergePatch;
import io.apium.api.json.Place;
import io.apium.api.json.Representation;
import io.apium.api.paging.Paging;
import io.apium.api.schedule.ScheduleReader.Wish;
import io.apium.ledger.Beat;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/** Schedules: made, read, changed, deleted. */
@RestController
@Tag(name = "schedules")
final class ScheduleController {

    private static final String PATH = "/v1/schedules";
    private static final String ONE = PATH + "/{name}";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final Schedules schedules;
    private final InstantSource clock;

    ScheduleController(Schedules schedules, InstantSource clock) {
        this.schedules = schedules;
        this.clock = clock;
    }

    @Operation(operationId = "createSchedule", summary = "Make a schedule")
    @PostMapping(path = PATH, consumes = JSON, produces = JSON)
    ResponseEntity<byte[]> create(@RequestBody byte[] body) throws InterruptedException {
        return created(Place.root(Json.read(body)), null);
    }

    @Operation(operationId = "listSchedules", summary = "List the schedules in the order of their names")
    @GetMapping(path = PATH, produces = JSON)
    ResponseEntity<byte[]> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor)
            throws InterruptedException {
        Paging paging = Paging.of(limit, cursor);
        List<Beat> found = schedules.behind(paging.cursor(), paging.limit() + 1);
        List<Beat> page = found.subList(0, Math.min(found.size(), paging.limit()));
        String last =
                page.size() == found.size() ? null : page.getLast().schedule().name();
        String next = paging.next(PATH, Map.of(), last);
        SchedulesView view =
                new SchedulesView(page.stream().map(ScheduleView::of).toList(), next);
        return Representation.of(view).found(Paging.answer(next));
    }

    @Operation(operationId = "findSchedule", summary = "Read a schedule")
    @GetMapping(path = ONE, produces = JSON)
    ResponseEntity<byte[]> find(@PathVariable String name) throws InterruptedException {
        return answer(schedules.known(name));
    }

    @Operation(
            operationId = "putSchedule",
            summary = "Make a schedule, or replace it",
            description = "201 when it is new; what is left out is as usual again")
    @PutMapping(path = ONE, consumes = JSON, produces = JSON)
    ResponseEntity<byte[]> put(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] body)
            throws InterruptedException {
        IfMatch seen = new IfMatch(ifMatch);
        JsonNode json = Json.read(body);
        if (!schedules.isThere(name)) {
            seen.check(null);
            return created(Place.root(json), name);
        }
        return answer(schedules.change(name, seen, beat -> changed(Schedules.changeable(beat), json)));
    }

    @Operation(
            operationId = "patchSchedule",
            summary = "Change members of a schedule",
            description = "A merge patch (RFC 7396): what is null is as usual again")
    @PatchMapping(
            path = ONE,
            consumes = {MergePatch.MEDIA_TYPE, JSON},
            produces = JSON)
    ResponseEntity<byte[]> patch(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] body)
            throws InterruptedException {
        JsonNode patch = Json.read(body);
        return answer(schedules.change(name, new IfMatch(ifMatch), beat -> {
            JsonNode before = ScheduleView.of(Schedules.changeable(beat)).asAsked();
            return changed(beat, MergePatch.apply(before, patch));
        }));
    }

    @Operation(operationId = "deleteSchedule", summary = "Delete a schedule; its tasks that are under way go on")
    @DeleteMapping(path = ONE)
    ResponseEntity<byte[]> delete(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch)
            throws InterruptedException {
        schedules.remove(name, new IfMatch(ifMatch));
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<byte[]> created(Place place, @Nullable String named) throws InterruptedException {
        Instant now = clock.instant();
        Wish wish = ScheduleReader.read(place, named, null, now);
        Beat beat = Beat.of(wish.schedule(), now);
        Beat asked = wish.paused() ? beat.pause() : beat;
        schedules.create(asked);
        URI location = URI.create(
                PATH + "/" + UriUtils.encodePathSegment(wish.schedule().name(), StandardCharsets.UTF_8));
        return Representation.of(ScheduleView.of(asked)).found(ResponseEntity.created(location));
    }

    private Beat changed(Beat beat, JsonNode json) {
        Instant now = clock.instant();
        Wish wish = ScheduleReader.read(Place.root(json), beat.schedule().name(), beat.schedule(), now);
        Beat changed = beat.changed(wish.schedule(), now);
        return wish.paused() ? changed.pause() : changed.resume(now);
    }

    private static ResponseEntity<byte[]> answer(Beat beat) {
        return Representation.of(ScheduleView.of(beat)).found(Representation.ok());
    }
}
