package io.apium.api.flow;

import io.apium.api.canvas.PlanReader;
import io.apium.api.canvas.WorkReader;
import io.apium.api.flow.Known.Carried;
import io.apium.api.json.Json;
import io.apium.api.json.Place;
import io.apium.api.wait.Patience;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Launch;
import io.apium.canvas.Signature;
import io.apium.canvas.UnreadableSignature;
import io.apium.client.TaskClient;
import io.apium.flow.Flow;
import io.apium.flow.Graph;
import io.apium.flow.Plan;
import io.apium.store.FlowStore;
import io.apium.task.TaskId;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads requests for flows, and begins what they ask for: sent in messages where those can carry it, else as an entry. */
@Component
final class Requests {

    private final TaskClient client;
    private final WorkReader reader;
    private final Flows flows;
    private final Changes changes;
    private final Patience patience;
    private final InstantSource clock;

    Requests(
            TaskClient client,
            WorkReader reader,
            Flows flows,
            Changes changes,
            Patience patience,
            InstantSource clock) {
        this.client = client;
        this.reader = reader;
        this.flows = flows;
        this.changes = changes;
        this.patience = patience;
        this.clock = clock;
    }

    /** What is asked for. */
    sealed interface Wish {

        /** Messages can carry it. */
        record Carry(Canvas canvas) implements Wish {}

        /** The scheduler is to advance it. */
        record Advance(Plan plan, @Nullable Instant deadline) implements Wish {}
    }

    /** @throws io.apium.api.problem.ApiException when there is any mistake in it */
    Wish read(byte[] body) throws InterruptedException {
        Place root = Place.root(Json.read(body));
        if (!PlanReader.isPlan(root)) {
            return new Wish.Carry(reader.flow(root));
        }
        PlanReader.Wish wish = patience.ask(() -> reader.plan(root));
        return new Wish.Advance(wish.plan(), wish.deadline());
    }

    /** @param name of the request, by which the same flow is known when it is asked for again; or null */
    Known begin(Wish wish, @Nullable String name) throws InterruptedException {
        TaskId id = name == null ? TaskId.random() : TaskId.named(name);
        Instant now = clock.instant();
        return switch (wish) {
            case Wish.Carry(Canvas canvas) -> {
                Launch launch = client.plan(canvas, name);
                FlowStore.Flow flow = new FlowStore.Flow(id, kind(canvas), launch.tasks(), launch.results(), now);
                flows.keep(flow);
                patience.of(client.sendTracked(launch));
                yield new Carried(flow);
            }
            case Wish.Advance(Plan plan, Instant deadline) -> changes.begin(Flow.of(id, plan, now, deadline));
        };
    }

    /** What would come of it. */
    TriedView tried(Wish wish) {
        return switch (wish) {
            case Wish.Carry(Canvas canvas) ->
                TriedView.carried(
                        kind(canvas), client.plan(canvas, null).tasks().size());
            case Wish.Advance(Plan plan, Instant deadline) ->
                TriedView.advanced(Nodes.kind(plan), Graph.of(plan), deadline);
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
