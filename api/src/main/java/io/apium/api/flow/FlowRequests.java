package io.apium.api.flow;

import io.apium.api.canvas.PlanReader;
import io.apium.api.canvas.WorkReader;
import io.apium.api.flow.FoundFlow.CanvasFlow;
import io.apium.api.json.ApiJson;
import io.apium.api.json.JsonCursor;
import io.apium.api.wait.StoreTimeout;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.canvas.Submission;
import io.apium.canvas.UnreadableSignature;
import io.apium.client.TaskClient;
import io.apium.flow.FlowState;
import io.apium.flow.plan.FlowGraph;
import io.apium.flow.plan.Plan;
import io.apium.store.FlowIndex;
import io.apium.task.TaskId;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the flows of requests and starts them: as messages where that is possible, else as an entry of the ledger. */
@Component
final class FlowRequests {

    private final TaskClient client;
    private final WorkReader reader;
    private final FlowQueries flows;
    private final FlowActions actions;
    private final StoreTimeout timeout;
    private final InstantSource clock;

    FlowRequests(
            TaskClient client,
            WorkReader reader,
            FlowQueries flows,
            FlowActions actions,
            StoreTimeout timeout,
            InstantSource clock) {
        this.client = client;
        this.reader = reader;
        this.flows = flows;
        this.actions = actions;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** A valid flow of a request. */
    sealed interface Wish {

        /** A canvas flow, which runs as messages. */
        record Carry(Canvas canvas) implements Wish {}

        /** A plan, which the scheduler advances. */
        record Advance(Plan plan, @Nullable Instant deadline) implements Wish {}
    }

    /** @throws io.apium.api.error.ApiException when the request has errors */
    Wish read(byte[] body) throws InterruptedException {
        JsonCursor root = JsonCursor.root(ApiJson.read(body));
        if (!PlanReader.isPlan(root)) {
            return new Wish.Carry(reader.flow(root));
        }
        PlanReader.Wish wish = timeout.ask(() -> reader.plan(root));
        return new Wish.Advance(wish.plan(), wish.deadline());
    }

    /** @param name derived from the Idempotency-Key, so that a repeated request finds the same flow; or null */
    FoundFlow begin(Wish wish, @Nullable String name) throws InterruptedException {
        TaskId id = name == null ? TaskId.random() : TaskId.named(name);
        Instant now = clock.instant();
        return switch (wish) {
            case Wish.Carry(Canvas canvas) -> {
                Submission submission = client.plan(canvas, name);
                FlowIndex.Flow flow =
                        new FlowIndex.Flow(id, kind(canvas), submission.tasks(), submission.results(), now);
                flows.keep(flow);
                timeout.of(client.submit(submission));
                yield new CanvasFlow(flow);
            }
            case Wish.Advance(Plan plan, Instant deadline) -> actions.start(FlowState.of(id, plan, now, deadline));
        };
    }

    /** The result of a validation. */
    FlowValidationView validated(Wish wish) {
        return switch (wish) {
            case Wish.Carry(Canvas canvas) ->
                FlowValidationView.carried(
                        kind(canvas), client.plan(canvas, null).tasks().size());
            case Wish.Advance(Plan plan, Instant deadline) ->
                FlowValidationView.advanced(plan.kind(), FlowGraph.of(plan), deadline);
        };
    }

    private static String kind(Canvas canvas) {
        return switch (canvas) {
            case Signature _ -> "task";
            case Chain _ -> "chain";
            case Group _ -> "group";
            case Chord _ -> "chord";
            case UnreadableSignature _ -> "unreadable";
        };
    }
}
