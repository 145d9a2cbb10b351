package io.apium.api.task;

import io.apium.api.canvas.WorkReader;
import io.apium.api.idempotency.IdempotencyFilter;
import io.apium.api.json.Place;
import io.apium.api.json.Representation;
import io.apium.api.problem.Problems;
import io.apium.api.problem.Refusal;
import io.apium.api.problem.Refused;
import io.apium.api.task.BatchView.Item;
import io.apium.api.wait.Patience;
import io.apium.canvas.Launch;
import io.apium.client.TaskClient;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Many tasks in one request, each with an answer of its own. */
@RestController
@Tag(name = "tasks")
final class BatchController {

    private final TaskClient client;
    private final Patience patience;
    private final WorkReader reader;

    BatchController(TaskClient client, Patience patience, WorkReader reader) {
        this.client = client;
        this.patience = patience;
        this.reader = reader;
    }

    /** A task of the batch: on its way, or refused before it was sent. */
    private sealed interface Entry {

        record Sent(String id, CompletableFuture<Launch> confirmed) implements Entry {}

        record Unsent(Refusal refusal) implements Entry {}
    }

    @Operation(
            operationId = "submitTasks",
            summary = "Ask for up to 10,000 tasks",
            description =
                    "A JSON array, or one JSON object a line. 202 when any was accepted; each item says what became"
                            + " of it")
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
        return Representation.of(view)
                .accepted(view.status() == 503 ? answer.header(HttpHeaders.RETRY_AFTER, "1") : answer);
    }

    /** Sends all before any is waited for, so that they share the round trips to store and broker. */
    private List<Entry> sent(List<Supplier<Place>> tasks, @Nullable String name) {
        List<Entry> entries = new ArrayList<>(tasks.size());
        for (Supplier<Place> task : tasks) {
            try {
                Launch launch = client.plan(reader.task(task.get()), name == null ? null : name + " " + entries.size());
                entries.add(new Entry.Sent(launch.results().getFirst().value(), client.sendTracked(launch)));
            } catch (Refused refused) {
                entries.add(new Entry.Unsent(refused.refusal()));
            }
        }
        return entries;
    }

    private List<Item> settled(List<Entry> entries) throws InterruptedException {
        List<Item> items = new ArrayList<>(entries.size());
        boolean isAway = false;
        for (Entry entry : entries) {
            int index = items.size();
            switch (entry) {
                case Entry.Unsent(Refusal refusal) -> items.add(Item.rejected(index, Problems.of(refusal)));
                case Entry.Sent(String id, var confirmed) -> {
                    try {
                        Launch _ = isAway ? patience.noMoreOf(confirmed) : patience.of(confirmed);
                        items.add(Item.accepted(index, id));
                    } catch (Refused refused) {
                        isAway = true;
                        items.add(Item.rejected(index, Problems.of(refused.refusal())));
                    }
                }
            }
        }
        return items;
    }
}
