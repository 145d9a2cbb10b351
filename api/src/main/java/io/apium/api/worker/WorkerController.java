package io.apium.api.worker;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.json.ViewRepresentation;
import io.apium.api.wait.StoreTimeout;
import io.apium.store.WorkerRegistry;
import io.apium.store.WorkerStatus;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Lists the running workers and reads the status of one. */
@RestController
@Tag(name = "workers")
final class WorkerController {

    private final WorkerRegistry workers;
    private final StoreTimeout timeout;

    WorkerController(WorkerRegistry workers, StoreTimeout timeout) {
        this.workers = workers;
        this.timeout = timeout;
    }

    @Operation(operationId = "listWorkers", summary = "List the running workers by name, up to 1,000")
    @GetMapping(path = "/v1/workers", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> list() throws InterruptedException {
        List<WorkerView> views =
                timeout.ask(workers::list).stream().map(WorkerView::line).toList();
        return ViewRepresentation.of(new WorkersView(views)).found(ViewRepresentation.ok());
    }

    @Operation(
            operationId = "findWorker",
            summary = "Read one worker",
            description = "With the names of its tasks; of several workers with the same name, the one started last")
    @GetMapping(path = "/v1/workers/{node}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> find(@PathVariable String node) throws InterruptedException {
        WorkerStatus status = timeout.ask(workers::list).stream()
                .filter(worker -> worker.node().equals(node))
                .findFirst()
                .orElseThrow(() -> new ApiException(new ApiError.UnknownId("worker", node)));
        return ViewRepresentation.of(WorkerView.of(status)).found(ViewRepresentation.ok());
    }
}
