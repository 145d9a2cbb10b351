package io.apium.api.flow;

import io.apium.api.flow.Known.Advanced;
import io.apium.api.flow.Known.Carried;
import io.apium.api.problem.ApiException;
import io.apium.api.problem.Refusal;
import io.apium.api.task.Revoker;
import io.apium.api.wait.Patience;
import io.apium.canvas.Launch.Planned;
import io.apium.flow.Flow;
import io.apium.flow.Flow.Phase;
import io.apium.ledger.Course;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
import io.apium.store.FlowStore;
import io.apium.store.ResultStore;
import io.apium.task.Provenance;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * Begins, pauses, resumes, retries and revokes flows. A change is made on what the ledger has, and anew where somebody else
 * has written meanwhile; the scheduler wakes at once to go on with it.
 */
@Component
final class Changes {

    /** How often a change is made anew: the scheduler writes a flow each time that a part of it ends. */
    private static final int TRIES = 20;

    private static final Executor A_MOMENT_LATER = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

    private final Flows flows;
    private final Ledger ledger;
    private final ResultStore results;
    private final Revoker revoker;
    private final Patience patience;
    private final InstantSource clock;

    Changes(Flows flows, Ledger ledger, ResultStore results, Revoker revoker, Patience patience, InstantSource clock) {
        this.flows = flows;
        this.ledger = ledger;
        this.results = results;
        this.revoker = revoker;
        this.patience = patience;
        this.clock = clock;
    }

    /** One of the same id that was begun before stands as it is. */
    Known begin(Flow flow) throws InterruptedException {
        flows.keep(new FlowStore.Flow(
                flow.id(), Nodes.kind(flow.plan()), List.of(), List.of(flow.id()), flow.startedAt()));
        var _ = patience.of(ledger.write(new Course(flow), Ledger.NONE, flow.startedAt()));
        return flows.known(flow.id().value());
    }

    /** @throws ApiException when it has ended, or is on its way back, or travels in messages */
    Known pause(String id) throws InterruptedException {
        return change(id, flow -> {
            if (flow.phase() == Phase.RUNNING && flow.fault() != null) {
                throw refused("the flow has failed and is on its way back");
            }
            return open(flow).phase() == Phase.PAUSED ? flow : flow.paused();
        });
    }

    /** @throws ApiException when it has ended, or travels in messages */
    Known resume(String id) throws InterruptedException {
        return change(id, flow -> open(flow).phase() == Phase.RUNNING ? flow : flow.resumed());
    }

    /** @throws ApiException when it has not failed, or is not for itself, or travels in messages */
    Known retry(String id) throws InterruptedException {
        Flow failed = retriable(settled(id));
        // nobody is to take the failure for the end of the new attempt
        patience.of(results.reopen(failed.id()));
        return change(id, flow -> retriable(flow).retried());
    }

    /** Its end can be read a moment before the ledger says so, too. */
    private Flow settled(String id) throws InterruptedException {
        Flow flow = advanced(id).flow();
        for (int tries = 0; tries < TRIES && flow.endedAt() == null && isTold(flow); tries++) {
            patience.of(CompletableFuture.runAsync(() -> {}, A_MOMENT_LATER));
            flow = advanced(id).flow();
        }
        return flow;
    }

    private boolean isTold(Flow flow) throws InterruptedException {
        return patience.ask(() -> results.find(List.of(flow.id()))).get(flow.id()) instanceof TaskRecord.Ended;
    }

    private static Flow open(Flow flow) {
        if (flow.endedAt() != null) {
            throw refused("the flow has ended: " + flow.phase());
        }
        return flow;
    }

    private static Flow retriable(Flow flow) {
        if (!flow.isTop()) {
            throw refused("the flow is in place of a task, and what follows from its end has begun");
        }
        if (flow.phase() != Phase.FAILURE) {
            throw refused("what has failed can be tried again, and the flow is " + flow.phase());
        }
        return flow;
    }

    private Known change(String id, UnaryOperator<Flow> change) throws InterruptedException {
        for (int tries = 0; tries < TRIES; tries++) {
            Advanced standing = advanced(id);
            Flow changed = change.apply(standing.flow());
            Instant now = clock.instant();
            if (changed.equals(standing.flow())
                    || patience.of(ledger.write(new Course(changed), standing.revision(), now))) {
                return flows.known(id);
            }
        }
        throw new ApiException(new Refusal.ChangedMeanwhile(id));
    }

    private Advanced advanced(String id) throws InterruptedException {
        return switch (flows.known(id)) {
            case Advanced advanced -> advanced;
            case Carried _ -> throw refused("the flow travels in messages, which nobody can hold back; revoke it");
        };
    }

    /** @return false when it had ended already */
    boolean revoke(Known known) throws InterruptedException {
        return switch (known) {
            case Carried(FlowStore.Flow flow) -> revoke(flows.open(flow));
            case Advanced(Flow flow, long _) -> {
                boolean isOpen = flow.endedAt() == null;
                if (isOpen) {
                    revoker.tell(flow.id());
                    patience.of(ledger.wake(EntryKey.flow(flow.id()), clock.instant()));
                }
                yield isOpen;
            }
        };
    }

    private boolean revoke(List<Planned> open) throws InterruptedException {
        List<CompletableFuture<Boolean>> revoked = new ArrayList<>();
        for (Planned task : open) {
            Provenance provenance = new Provenance(task.task(), null, null, 0, null, null, List.of());
            revoked.add(revoker.revoke(task.id(), provenance));
        }
        patience.of(CompletableFuture.allOf(revoked.toArray(CompletableFuture<?>[]::new)));
        return !open.isEmpty();
    }

    private static ApiException refused(String detail) {
        return new ApiException(new Refusal.WrongState(detail));
    }
}
