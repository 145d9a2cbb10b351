package io.apium.client;

import io.apium.bound.SaturatingTime;
import io.apium.client.FlowCommands.Result;
import io.apium.flow.FlowState;
import io.apium.flow.plan.Plan;
import io.apium.ledger.EntryKey;
import io.apium.ledger.Ledger;
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
import org.jspecify.annotations.Nullable;

/**
 * Starts flows that the scheduler advances, waits for them and changes them, from any Java program; {@link
 * FlowCommands} has the rules. Every method throws {@link StoreUnavailableException} when the store does not answer
 * within 10 s; the change may have been written then. {@link io.apium.store.UnreadableRecordException} means that this
 * version cannot read the flow.
 */
public final class FlowClient {

    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);

    private final TaskClient tasks;
    private final FlowCommands commands;
    private final Ledger ledger;
    private final InstantSource clock;

    public FlowClient(TaskClient tasks, FlowCommands commands, Ledger ledger, InstantSource clock) {
        this.tasks = tasks;
        this.commands = commands;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @throws io.apium.flow.plan.InvalidPlanException when the plan has a mistake, such as a cycle */
    public TaskId start(Plan plan) throws InterruptedException {
        return start(plan, null);
    }

    /**
     * Returns when the ledger has the flow: any scheduler that runs then or later advances it. {@code GET /v1/flows} lists
     * it.
     *
     * @param limit the time after which the flow fails, or null
     * @throws io.apium.flow.plan.InvalidPlanException when the plan has a mistake, such as a cycle
     */
    public TaskId start(Plan plan, @Nullable Duration limit) throws InterruptedException {
        Instant now = clock.instant();
        Instant deadline = limit == null ? null : SaturatingTime.clamp(SaturatingTime.plus(now, limit));
        return done(commands.start(FlowState.of(TaskId.random(), plan, now, deadline)))
                .id();
    }

    /** Waits until the flow has ended; empty when it has not ended within {@code limit}. */
    public Optional<TaskRecord.Ended> await(TaskId id, Duration limit) throws InterruptedException {
        return tasks.await(id, limit);
    }

    /** The current state of the flow; empty when no flow has this id, or it was forgotten with the results. */
    public Optional<FlowState> find(TaskId id) {
        return ledger.find(EntryKey.flow(id)).map(FlowCommands::flow);
    }

    /**
     * Holds back the tasks that have not started; running tasks continue.
     *
     * @return whether the flow is paused; false when it has ended, has failed and is ending, or is unknown
     */
    public boolean pause(TaskId id) throws InterruptedException {
        return isChanged(id, commands.pause(id));
    }

    /** @return whether the flow runs; false when it has ended or is unknown */
    public boolean resume(TaskId id) throws InterruptedException {
        return isChanged(id, commands.resume(id));
    }

    /**
     * Runs the failed tasks again; successful tasks keep their results.
     *
     * @return false when the flow has not failed, is unknown, or runs in place of a task, whose callbacks were sent when it
     *     ended
     */
    public boolean retry(TaskId id) throws InterruptedException {
        return isChanged(id, commands.retry(id));
    }

    /**
     * Revokes the flow: no further task of it starts, and successful tasks are compensated where the plan says how.
     *
     * @return false when the flow has ended already or is unknown
     */
    public boolean cancel(TaskId id) throws InterruptedException {
        return isChanged(id, commands.cancel(id));
    }

    private static boolean isChanged(TaskId id, CompletableFuture<Result> command) throws InterruptedException {
        return switch (done(command)) {
            case Result.Changed _ -> true;
            case Result.NotFound _, Result.WrongState _ -> false;
            case Result.Contended _ ->
                throw new IllegalStateException("flow " + id + " was not changed: the scheduler wrote it at each"
                        + " attempt; call the method again");
        };
    }

    private static <T> T done(CompletableFuture<T> command) throws InterruptedException {
        try {
            return command.get(STORE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new StoreUnavailableException(
                    "the store did not answer within " + STORE_TIMEOUT.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw new StoreUnavailableException("the store did not confirm the change", failed);
        }
    }
}
