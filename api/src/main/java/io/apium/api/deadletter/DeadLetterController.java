package io.apium.api.deadletter;

import io.apium.api.json.Representation;
import io.apium.api.paging.Paging;
import io.apium.api.problem.ApiException;
import io.apium.api.problem.Refusal;
import io.apium.store.DeadLetters.Filter;
import io.apium.store.DeadLetters.Page;
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

/** Dead letters: listed, read, deleted. */
@RestController
@Tag(name = "dead letters")
final class DeadLetterController {

    private static final String PATH = "/v1/dead-letters";

    private final Letters letters;

    DeadLetterController(Letters letters) {
        this.letters = letters;
    }

    @Operation(operationId = "listDeadLetters", summary = "List the messages that could not be run, newest first")
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> list(
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String task,
            @RequestParam(required = false) @Nullable String queue,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor)
            throws InterruptedException {
        Filter filter = FilterReader.read(cause, task, queue);
        Paging paging = Paging.of(limit, cursor);
        Page page = letters.page(filter, paging);
        String next = paging.next(PATH, FilterReader.query(filter), page.next());
        DeadLettersView view = new DeadLettersView(
                page.letters().stream().map(DeadLetterView::summary).toList(), next);
        return Representation.of(view).found(Paging.answer(next));
    }

    @Operation(operationId = "findDeadLetter", summary = "Read a dead letter with its message")
    @GetMapping(path = PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> find(@PathVariable String id) throws InterruptedException {
        return Representation.of(DeadLetterView.of(letters.known(id))).found(Representation.ok());
    }

    @Operation(operationId = "deleteDeadLetter", summary = "Delete a dead letter")
    @DeleteMapping(path = PATH + "/{id}")
    ResponseEntity<byte[]> delete(@PathVariable String id) throws InterruptedException {
        letters.remove(id);
        return ResponseEntity.noContent().build();
    }

    @Operation(
            operationId = "deleteDeadLetters",
            summary = "Delete dead letters by what they have in common",
            description = "At most 1,000 in one request; the answer says whether there may be more")
    @DeleteMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> deleteAll(
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String task,
            @RequestParam(required = false) @Nullable String queue)
            throws InterruptedException {
        Filter filter = FilterReader.read(cause, task, queue);
        if (filter.equals(Filter.ALL)) {
            throw new ApiException(new Refusal.BadParameter("say which: by cause, task or queue"));
        }
        Letters.Done done = letters.each(filter, letters::removing);
        return Representation.of(new DeletedView(done.count(), done.more())).accepted(Representation.ok());
    }
}
