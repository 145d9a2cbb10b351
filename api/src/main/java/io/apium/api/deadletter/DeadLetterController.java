package io.apium.api.deadletter;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.json.ViewRepresentation;
import io.apium.api.paging.PageRequest;
import io.apium.store.DeadLetterStore.Filter;
import io.apium.store.DeadLetterStore.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists, reads and deletes dead letters. */
@RestController
@Tag(name = "dead letters")
final class DeadLetterController {

    private static final String PATH = "/v1/dead-letters";

    private final DeadLetterQueries deadLetters;

    DeadLetterController(DeadLetterQueries deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Operation(operationId = "listDeadLetters", summary = "List dead letters, newest first")
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> list(
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String task,
            @RequestParam(required = false) @Nullable String queue,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor)
            throws InterruptedException {
        Filter filter = DeadLetterFilterReader.read(cause, task, queue);
        PageRequest pageRequest = PageRequest.of(limit, cursor);
        Page page = deadLetters.page(filter, pageRequest);
        String next = pageRequest.next(PATH, DeadLetterFilterReader.query(filter), page.next());
        DeadLettersView view = new DeadLettersView(
                page.letters().stream().map(DeadLetterView::summary).toList(), next);
        return ViewRepresentation.of(view).found(PageRequest.answer(next));
    }

    @Operation(operationId = "findDeadLetter", summary = "Read a dead letter with its message")
    @GetMapping(path = PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> find(@PathVariable String id) throws InterruptedException {
        return ViewRepresentation.of(DeadLetterView.of(deadLetters.known(id))).found(ViewRepresentation.ok());
    }

    @Operation(operationId = "deleteDeadLetter", summary = "Delete a dead letter")
    @DeleteMapping(path = PATH + "/{id}")
    ResponseEntity<byte[]> delete(@PathVariable String id) throws InterruptedException {
        deadLetters.remove(id);
        return ResponseEntity.noContent().build();
    }

    @Operation(
            operationId = "deleteDeadLetters",
            summary = "Delete all dead letters that match a filter",
            description = "At most 1,000 per request; when more is true in the response, repeat the request")
    @DeleteMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> deleteAll(
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String task,
            @RequestParam(required = false) @Nullable String queue)
            throws InterruptedException {
        Filter filter = DeadLetterFilterReader.read(cause, task, queue);
        if (filter.equals(Filter.ALL)) {
            throw new ApiException(new ApiError.BadParameter("at least one of cause, task and queue must be set"));
        }
        DeadLetterQueries.Done done = deadLetters.each(filter, deadLetters::removing);
        return ViewRepresentation.of(new DeletedView(done.count(), done.more())).accepted(ViewRepresentation.ok());
    }
}
