package io.apium.client;

import io.apium.flow.FlowState;
import io.apium.flow.FlowState.Phase;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.Ledger;
import io.apium.store.FlowIndex;
import io.apium.store.ResultStore;
import io.apium.store.Revocation;
import io.apium.store.RevocationStore;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Starts, pauses, resumes, retries and cancels flows that the scheduler advances, with the same rules for HTTP and Java.
 *
 * <p>A command reads the flow's ledger entry, checks the rule, and writes the changed flow if the entry still has the
 * revision that was read; the entry is then due at once, so that the scheduler continues. When the scheduler has written
 * first, the command reads again, up to 100 times.
 *
 * <p>Each command runs on a virtual thread of its own and waits there for the store. Its future fails with {@link
 * io.apium.store.StoreUnavailableException} while the store is away, and with {@link
 * io.apium.store.UnreadableRecordException} when this version cannot read the flow. A caller that stops waiting does not
 * stop the command.
 */
public final class FlowCommands {

    /** The scheduler writes a flow each time that a task of it ends. */
    private static final int ATTEMPTS = 100;

    private static final int READS_OF_A_FAILURE = 20;
    private static final Executor AFTER_50_MS = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

    private final Ledger ledger;
    private final ResultStore results;
    private final RevocationStore revocations;
    private final FlowIndex index;
    private final InstantSource clock;

    public FlowCommands(
            Ledger ledger, ResultStore results, RevocationStore revocations, FlowIndex index, InstantSource clock) {
        this.ledger = ledger;
        this.results = results;
        this.revocations = revocations;
        this.index = index;
        this.clock = clock;
    }

    /** The result of a command. */
    public sealed interface Result {

        /** @param flow after the command; unchanged when it was in the requested phase already */
        record Changed(FlowState flow) implements Result {}

        /** No flow has this id, or it was forgotten with the results. */
        record NotFound() implements Result {}

        /** @param reason why the command is not allowed in the flow's state, as a clause */
        record WrongState(String reason) implements Result {}

        /** The scheduler was faster in every attempt; nothing was changed. */
        record Contended() implements Result {}
    }

    /** The next state of a flow, or the reason why there is none. */
    private sealed interface Decision {

        record Next(FlowState flow) implements Decision {}

        record Refused(String reason) implements Decision {}
    }

    /**
     * Lists the flow in the {@link FlowIndex}, then writes its ledger entry. A process that dies between the two leaves an
     * index entry without a flow, which lists of flows leave out.
     *
     * @return the flow in the ledger: {@code flow}, or the one that was started before under the same id
     */
    public CompletableFuture<FlowState> start(FlowState flow) {
        return run(() -> {
            index.keep(
                    new FlowIndex.Flow(flow.id(), flow.plan().kind(), List.of(), List.of(flow.id()), flow.startedAt()));
            boolean isNew = ledger.write(new FlowEntry(flow), Ledger.NONE, flow.startedAt())
                    .join();
            return isNew ? flow : find(flow.id()).map(FlowCommands::flow).orElse(flow);
        });
    }

    /** No task of the flow starts until it is resumed; running tasks continue. */
    public CompletableFuture<Result> pause(TaskId id) {
        return run(() -> change(id, flow -> {
            if (flow.phase() == Phase.RUNNING && flow.error() != null) {
                return new Decision.Refused("the flow has failed and cannot be paused any more");
            }
            return unlessEnded(flow, flow.phase() == Phase.PAUSED ? flow : flow.paused());
        }));
    }

    /** Ends a pause. */
    public CompletableFuture<Result> resume(TaskId id) {
        return run(() -> change(id, flow -> unlessEnded(flow, flow.phase() == Phase.RUNNING ? flow : flow.resumed())));
    }

    /**
     * Runs the failed tasks of a failed flow again; successful tasks keep their results, and the deadline is removed. The
     * scheduler writes a failure to the record first and to the ledger a moment later, so a command that finds only the
     * record waits up to one second for the ledger.
     */
    public CompletableFuture<Result> retry(TaskId id) {
        return run(() -> {
            Optional<FlowState> flow = afterItsRecord(id);
            if (flow.isPresent() && retried(flow.get()) instanceof Decision.Next) {
                // first of all, so that the next end of the flow does not find the record of this one
                results.reopen(id).join();
            }
            return change(id, FlowCommands::retried);
        });
    }

    /** Revokes the flow: no further task of it starts, and successful tasks are compensated where the plan says how. */
    public CompletableFuture<Result> cancel(TaskId id) {
        return run(() -> {
            Optional<Entry> entry = find(id);
            if (entry.isEmpty()) {
                return missing(id);
            }
            FlowState flow = flow(entry.get());
            return switch (unlessEnded(flow, flow)) {
                case Decision.Refused(String reason) -> new Result.WrongState(reason);
                case Decision.Next _ -> {
                    Instant now = clock.instant();
                    revocations.revoke(new Revocation.OfTask(id), now);
                    ledger.wake(EntryKey.flow(id), now).join();
                    yield new Result.Changed(flow);
                }
            };
        });
    }

    private Result change(TaskId id, Function<FlowState, Decision> rule) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Entry> entry = find(id);
            if (entry.isEmpty()) {
                return missing(id);
            }
            FlowState before = flow(entry.get());
            switch (rule.apply(before)) {
                case Decision.Refused(String reason) -> {
                    return new Result.WrongState(reason);
                }
                case Decision.Next(FlowState after) -> {
                    if (after.equals(before) || isWritten(after, entry.get().revision())) {
                        return new Result.Changed(after);
                    }
                }
            }
        }
        return new Result.Contended();
    }

    private boolean isWritten(FlowState flow, long seen) {
        return ledger.write(new FlowEntry(flow), seen, clock.instant()).join();
    }

    /** A canvas flow has an index entry and no ledger entry. */
    private Result missing(TaskId id) {
        boolean isCanvas =
                index.find(id).filter(flow -> !flow.tasks().isEmpty()).isPresent();
        return isCanvas
                ? new Result.WrongState("the flow is a canvas that runs as messages: it can only be revoked")
                : new Result.NotFound();
    }

    private static Decision unlessEnded(FlowState flow, FlowState next) {
        return flow.endedAt() == null
                ? new Decision.Next(next)
                : new Decision.Refused("the flow has already ended: " + flow.phase());
    }

    private static Decision retried(FlowState flow) {
        if (!flow.isTop()) {
            return new Decision.Refused(
                    "the flow runs in place of a task, whose callbacks and errbacks were sent when it ended");
        }
        return flow.phase() == Phase.FAILURE
                ? new Decision.Next(flow.retried())
                : new Decision.Refused("only a failed flow can be retried; this flow is " + flow.phase());
    }

    private Optional<FlowState> afterItsRecord(TaskId id) {
        Optional<FlowState> flow = find(id).map(FlowCommands::flow);
        for (int reads = 0; reads < READS_OF_A_FAILURE && isBehindItsRecord(flow); reads++) {
            CompletableFuture.runAsync(() -> {}, AFTER_50_MS).join();
            flow = find(id).map(FlowCommands::flow);
        }
        return flow;
    }

    private boolean isBehindItsRecord(Optional<FlowState> flow) {
        return flow.filter(known -> known.endedAt() == null)
                .map(FlowState::id)
                .filter(id -> results.find(List.of(id)).get(id) instanceof TaskRecord.Ended)
                .isPresent();
    }

    private Optional<Entry> find(TaskId id) {
        return ledger.find(EntryKey.flow(id));
    }

    static FlowState flow(Entry entry) {
        if (entry.state() instanceof FlowEntry(FlowState flow)) {
            return flow;
        }
        throw new IllegalStateException("not a flow: " + entry.key());
    }

    private static <T> CompletableFuture<T> run(Supplier<T> command) {
        return CompletableFuture.supplyAsync(command, Thread::startVirtualThread);
    }
}
