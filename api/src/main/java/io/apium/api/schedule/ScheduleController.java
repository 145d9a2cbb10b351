package io.apium.api.schedule;

import io.apium.api.canvas.WorkReader;
import io.apium.api.json.ApiJson;
import io.apium.api.json.JsonCursor;
import io.apium.api.json.MergePatch;
import io.apium.api.json.ViewRepresentation;
import io.apium.api.paging.PageRequest;
import io.apium.api.path.PathId;
import io.apium.api.schedule.ScheduleCommands.Written;
import io.apium.api.schedule.ScheduleReader.Wish;
import io.apium.ledger.ScheduleEntry;
import io.apium.schedule.Schedule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
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
import tools.jackson.databind.JsonNode;

/** Creates, lists, reads, changes and deletes schedules. */
@RestController
@Tag(name = "schedules")
final class ScheduleController {

    private static final String PATH = "/v1/schedules";
    private static final String ONE = PATH + "/{name}";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final ScheduleCommands schedules;
    private final ScheduleReader reader;
    private final InstantSource clock;

    ScheduleController(ScheduleCommands schedules, WorkReader reader, InstantSource clock) {
        this.schedules = schedules;
        this.reader = new ScheduleReader(reader);
        this.clock = clock;
    }

    @Operation(operationId = "createSchedule", summary = "Create a schedule")
    @PostMapping(path = PATH, consumes = JSON, produces = JSON)
    ResponseEntity<byte[]> create(@RequestBody byte[] body) throws InterruptedException {
        ScheduleEntry entry = wished(ApiJson.read(body), null, null);
        schedules.create(entry);
        return created(entry);
    }

    @Operation(operationId = "listSchedules", summary = "List schedules by name")
    @GetMapping(path = PATH, produces = JSON)
    ResponseEntity<byte[]> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor)
            throws InterruptedException {
        PageRequest pageRequest = PageRequest.of(limit, cursor);
        ScheduleCommands.Page page = schedules.page(pageRequest.cursor(), pageRequest.limit());
        String next = pageRequest.next(PATH, Map.of(), page.next());
        SchedulesView view = new SchedulesView(
                page.schedules().stream().map(ScheduleView::of).toList(), next);
        return ViewRepresentation.of(view).found(PageRequest.answer(next));
    }

    @Operation(operationId = "findSchedule", summary = "Read a schedule")
    @GetMapping(path = ONE, produces = JSON)
    ResponseEntity<byte[]> find(@PathVariable String name) throws InterruptedException {
        return answer(schedules.known(name));
    }

    @Operation(
            operationId = "putSchedule",
            summary = "Create or replace a schedule",
            description = "201 when it is new, 200 when it is replaced; omitted fields get their defaults")
    @PutMapping(path = ONE, consumes = JSON, produces = JSON)
    ResponseEntity<byte[]> put(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] body)
            throws InterruptedException {
        JsonNode json = ApiJson.read(body);
        Written written = schedules.put(name, new IfMatch(ifMatch), standing -> wished(json, name, standing));
        return written.isNew() ? created(written.schedule()) : answer(written.schedule());
    }

    @Operation(
            operationId = "patchSchedule",
            summary = "Change fields of a schedule",
            description = "The body is a merge patch (RFC 7396); null resets a field to its default")
    @PatchMapping(
            path = ONE,
            consumes = {MergePatch.MEDIA_TYPE, JSON},
            produces = JSON)
    ResponseEntity<byte[]> patch(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] body)
            throws InterruptedException {
        JsonNode patch = ApiJson.read(body);
        return answer(schedules.change(name, new IfMatch(ifMatch), entry -> {
            JsonNode before =
                    ScheduleView.of(ScheduleCommands.changeable(entry)).asAsked();
            return wished(MergePatch.apply(before, patch), name, entry);
        }));
    }

    @Operation(operationId = "deleteSchedule", summary = "Delete a schedule; its submitted tasks still run")
    @DeleteMapping(path = ONE)
    ResponseEntity<byte[]> delete(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch)
            throws InterruptedException {
        schedules.remove(name, new IfMatch(ifMatch));
        return ResponseEntity.noContent().build();
    }

    /**
     * @param named the name in the path, or null where the JSON has it
     * @param standing the stored entry, or null where there is none
     */
    private ScheduleEntry wished(JsonNode json, @Nullable String named, @Nullable ScheduleEntry standing) {
        Instant now = clock.instant();
        Schedule before =
                standing == null ? null : ScheduleCommands.changeable(standing).schedule();
        Wish wish = reader.read(JsonCursor.root(json), named, before, now);
        ScheduleEntry entry =
                standing == null ? ScheduleEntry.of(wish.schedule(), now) : standing.changed(wish.schedule(), now);
        return wish.paused() ? entry.pause() : entry.resume(now);
    }

    private static ResponseEntity<byte[]> created(ScheduleEntry entry) {
        URI location = PathId.location(PATH, entry.schedule().name());
        return ViewRepresentation.of(ScheduleView.of(entry)).found(ResponseEntity.created(location));
    }

    private static ResponseEntity<byte[]> answer(ScheduleEntry entry) {
        return ViewRepresentation.of(ScheduleView.of(entry)).found(ViewRepresentation.ok());
    }
}
