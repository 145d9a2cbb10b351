package io.apium.api.task;

import io.apium.api.canvas.WorkReader;
import io.apium.api.error.ApiError;
import io.apium.api.error.ApiError.Dependency;
import io.apium.api.error.ApiException;
import io.apium.api.error.Problem;
import io.apium.api.idempotency.IdempotencyFilter;
import io.apium.api.json.JsonCursor;
import io.apium.api.json.ViewRepresentation;
import io.apium.api.problem.ProblemResponses;
import io.apium.api.task.BatchView.Item;
import io.apium.api.wait.StoreTimeout;
import io.apium.canvas.Submission;
import io.apium.client.AcceptedSubmission;
import io.apium.client.TaskClient;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Submits many tasks in one request; each has its own outcome. */
@RestController
@Tag(name = "tasks")
final class BatchController {

    private static final Logger LOG = LoggerFactory.getLogger(BatchController.class);

    private final TaskClient client;
    private final StoreTimeout timeout;
    private final WorkReader reader;

    BatchController(TaskClient client, StoreTimeout timeout, WorkReader reader) {
        this.client = client;
        this.timeout = timeout;
        this.reader = reader;
    }

    /** A task of the batch: sent, or rejected before it was sent. */
    private sealed interface Entry {

        record Sent(String id, CompletableFuture<AcceptedSubmission> confirmed) implements Entry {}

        record Unsent(ApiError refusal) implements Entry {}
    }

    @Operation(
            operationId = "submitTasks",
            summary = "Submit up to 10,000 tasks",
            description =
                    "The body is a JSON array, or one JSON object per line. 202 when at least one task was accepted;"
                            + " the response has the outcome of each task")
    @PostMapping(
            path = "/v1/tasks:batch",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> submit(
            @RequestBody byte[] body,
            @Parameter(hidden = true) @RequestAttribute(name = IdempotencyFilter.NAME, required = false) @Nullable
                    String name,
            @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) String type)
            throws InterruptedException {
        boolean byLine = MediaType.APPLICATION_NDJSON.isCompatibleWith(MediaType.parseMediaType(type));
        BatchView view = BatchView.of(settled(sent(byLine ? BatchBody.lines(body) : BatchBody.array(body), name)));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(view.status());
        return ViewRepresentation.of(view)
                .accepted(view.status() == 503 ? answer.header(HttpHeaders.RETRY_AFTER, "1") : answer);
    }

    /** Sends all tasks before it waits for any, so that they share round trips to Redis and RabbitMQ. */
    private List<Entry> sent(List<Supplier<JsonCursor>> tasks, @Nullable String name) {
        List<Entry> entries = new ArrayList<>(tasks.size());
        for (Supplier<JsonCursor> task : tasks) {
            entries.add(sent(task, name == null ? null : name + " " + entries.size()));
        }
        return entries;
    }

    private Entry sent(Supplier<JsonCursor> task, @Nullable String name) {
        try {
            Submission submission = client.plan(reader.task(task.get()), name);
            return new Entry.Sent(submission.results().getFirst().value(), client.submit(submission));
        } catch (ApiException refused) {
            return new Entry.Unsent(refused.refusal());
        } catch (RuntimeException defect) {
            // a defect in one task does not affect the others
            LOG.error("batch item={} failed before it was sent", name, defect);
            return new Entry.Unsent(new ApiError.Defect());
        }
    }

    /** One time limit for all tasks; each then has its own outcome. */
    private List<Item> settled(List<Entry> entries) throws InterruptedException {
        timeout.ofAll(entries.stream()
                .flatMap(entry -> entry instanceof Entry.Sent sent ? Stream.of(sent.confirmed()) : Stream.empty())
                .toList());
        List<Item> items = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            int index = items.size();
            items.add(
                    switch (entry) {
                        case Entry.Unsent(ApiError apiError) -> Item.rejected(index, ProblemResponses.of(apiError));
                        case Entry.Sent sent -> settled(index, sent);
                    });
        }
        return items;
    }

    private Item settled(int index, Entry.Sent sent) throws InterruptedException {
        boolean isDone = sent.confirmed().isDone();
        try {
            AcceptedSubmission _ = timeout.noMoreOf(sent.confirmed());
            return Item.accepted(index, sent.id());
        } catch (ApiException refused) {
            Problem problem = ProblemResponses.of(refused.refusal());
            // without Redis nothing was sent; otherwise RabbitMQ may have the message
            boolean isUnknown = !isDone && refused.refusal().equals(new ApiError.Unavailable(Dependency.BROKER));
            return isUnknown ? Item.unknown(index, sent.id(), problem) : Item.rejected(index, problem);
        } catch (RuntimeException defect) {
            LOG.error("batch item={} id={} failed", index, sent.id(), defect);
            return Item.rejected(index, ProblemResponses.of(new ApiError.Defect()));
        }
    }
}
