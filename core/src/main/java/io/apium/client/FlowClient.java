package io.apium.client;

import io.apium.bound.SaturatingTime;
import io.apium.flow.FlowState;
import io.apium.flow.FlowState.Phase;
import io.apium.flow.plan.Plan;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.Ledger;
import io.apium.store.ResultStore;
import io.apium.store.Revocation;
import io.apium.store.RevocationStore;
import io.apium.store.StoreUnavailableException;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Flows that the scheduler advances, for any Java program. All of it throws {@link StoreUnavailableException} while the
 * store is away; what was asked for may have been written then.
 */
public final class FlowClient {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The scheduler writes a flow some times a second; whoever loses to it so often has met something else. */
    private static final int TRIES = 100;

    private final TaskClient tasks;
    private final Ledger ledger;
    private final ResultStore results;
    private final RevocationStore revocations;
    private final InstantSource clock;

    public FlowClient(
            TaskClient tasks, Ledger ledger, ResultStore results, RevocationStore revocations, InstantSource clock) {
        this.tasks = tasks;
        this.ledger = ledger;
        this.results = results;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** @throws io.apium.flow.plan.InvalidPlanException when it can never be carried out */
    public TaskId start(Plan plan) throws InterruptedException {
        return start(plan, null);
    }

    /**
     * Returns when the ledger holds it: whatever happens then, it is advanced as soon as there is a scheduler.
     *
     * @param limit how long it may take before it fails, or null
     * @throws io.apium.flow.plan.InvalidPlanException when it can never be carried out
     */
    public TaskId start(Plan plan, @Nullable Duration limit) throws InterruptedException {
        TaskId id = TaskId.random();
        Instant now = clock.instant();
        FlowState flow = FlowState.of(
                id, plan, now, limit == null ? null : SaturatingTime.clamp(SaturatingTime.plus(now, limit)));
        done(ledger.write(new FlowEntry(flow), Ledger.NONE, now));
        return id;
    }

    /** Waits until it has ended; empty when it has not within {@code limit}. */
    public Optional<TaskRecord.Ended> await(TaskId id, Duration limit) throws InterruptedException {
        return tasks.await(id, limit);
    }

    /**
     * The flow as it is now; empty when there is none of that id, or it was forgotten with the results.
     *
     * @throws io.apium.store.UnreadableRecordException when it is there and cannot be read, as all that follow
     */
    public Optional<FlowState> find(TaskId id) {
        return entry(id).map(FlowClient::flow);
    }

    /**
     * Nothing more of it begins; what runs ends.
     *
     * @return whether it stands still, which it does not when it has ended or is on its way back
     */
    public boolean pause(TaskId id) throws InterruptedException {
        return change(id, flow -> flow.phase() == Phase.PAUSED || isGoingOn(flow), FlowState::paused);
    }

    /** @return whether it goes on, which it does not when it has ended */
    public boolean resume(TaskId id) throws InterruptedException {
        return change(id, flow -> flow.endedAt() == null, FlowState::resumed);
    }

    /**
     * What has failed is tried once more, and what has ended well is not.
     *
     * @return false when it has not failed, or stands for a task, whose failure others have been told of
     */
    public boolean retry(TaskId id) throws InterruptedException {
        Predicate<FlowState> hasFailed = flow -> flow.phase() == Phase.FAILURE && flow.isTop();
        if (find(id).filter(hasFailed).isEmpty()) {
            return false;
        }
        // before the flow goes on, so that it cannot end while its last end still stands
        done(results.reopen(id));
        return change(id, hasFailed, FlowState::retried);
    }

    /**
     * Nothing more of it is run, and what had ended well is undone where its policy says how.
     *
     * @return false when it had ended already
     */
    public boolean cancel(TaskId id) throws InterruptedException {
        if (find(id).filter(flow -> flow.endedAt() == null).isEmpty()) {
            return false;
        }
        revocations.revoke(new Revocation.OfTask(id), clock.instant());
        done(ledger.wake(EntryKey.flow(id), clock.instant()));
        return true;
    }

    private boolean change(TaskId id, Predicate<FlowState> may, UnaryOperator<FlowState> how)
            throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            Optional<Entry> found = entry(id);
            if (found.isEmpty() || !may.test(flow(found.get()))) {
                return false;
            }
            FlowEntry changed = new FlowEntry(how.apply(flow(found.get())));
            if (done(ledger.write(changed, found.get().revision(), clock.instant()))) {
                return true;
            }
        }
        throw new IllegalStateException("flow " + id + " was changed by others " + TRIES + " times in a row");
    }

    private static boolean isGoingOn(FlowState flow) {
        return flow.phase() == Phase.RUNNING && flow.error() == null;
    }

    private Optional<Entry> entry(TaskId id) {
        return ledger.find(EntryKey.flow(id));
    }

    private static FlowState flow(Entry entry) {
        if (entry.state() instanceof FlowEntry(FlowState flow)) {
            return flow;
        }
        throw new IllegalStateException("not a flow: " + entry.key());
    }

    private static <T> T done(CompletableFuture<T> written) throws InterruptedException {
        try {
            return written.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new StoreUnavailableException("the store did not confirm within " + PATIENCE.toSeconds() + " s", e);
        }
    }
}
