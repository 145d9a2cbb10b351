package io.apium.worker;

import io.apium.canvas.TaskMessage;
import io.apium.store.Limits.Permit;
import io.apium.store.StoreUnavailableException;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.TaskRecord.Underway;
import io.apium.worker.Attempt.Stop;
import io.apium.worker.child.ChildLostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to an attempt in a slot. */
final class Execution {

    private static final Logger log = LoggerFactory.getLogger(Execution.class);

    private static final CompletableFuture<Void> STARTED = CompletableFuture.completedFuture(null);

    private final Road.Work work;
    private final Ports ports;
    private final Pool pool;
    private final Meters meters;
    private final Ending ending;
    private final Timings timings;

    Execution(Road.Work work, Ports ports, Pool pool, Meters meters, Ending ending) {
        this.work = work;
        this.ports = ports;
        this.pool = pool;
        this.meters = meters;
        this.ending = ending;
        this.timings = new Timings(ports.times(), work.started().hostname(), pool);
    }

    /**
     * Whatever is thrown on the way, what the attempt was lent is back afterwards, and it has ended or goes back.
     *
     * @param attempt was claimed for the calling thread, and may start
     * @param permit what it was given to start
     */
    void run(Attempt attempt, Handler handler, Optional<Permit> permit) {
        Runnable then;
        try {
            then = begun(attempt, handler.ready());
        } catch (InterruptedException e) {
            // the worker ends: it did not run
            Thread.currentThread().interrupt();
            then = () -> ending.giveBack(attempt);
        } catch (StoreUnavailableException e) {
            then = () -> ending.postpone(attempt);
        } catch (Throwable e) {
            then = () -> ending.fail(attempt, e);
        }
        work.gate().leave(permit);
        ending.step(attempt, then);
    }

    /** @return what ends it */
    private Runnable begun(Attempt attempt, Handler ready) {
        TaskMessage message = attempt.message();
        TimeLimits limits;
        TaskContext context;
        try {
            Progress progress = new Progress(message.id(), ports.results(), work.json());
            limits = work.handlers().limits(ready).and(TimeLimits.of(message));
            context = new TaskContext(message, limits, ports.clock().instant(), progress);
            tellStarted(message, ready);
        } catch (Throwable e) {
            ready.spare();
            throw e;
        }
        long startedAt = System.nanoTime();
        attempt.begin(context);
        Deadlines.Watch watch = Deadlines.Watch.NONE;
        Runnable then;
        try {
            watch = work.deadlines().watch(attempt, limits);
            if (work.revoked().contains(message, ports.clock().instant())) {
                // revoked after it was claimed and before it could be stopped
                attempt.stop(Stop.TERMINATED);
            }
            then = made(attempt, ready, context);
        } catch (Throwable e) {
            // made throws nothing: the handler was not called
            ready.spare();
            then = () -> ending.fail(attempt, e);
        }
        Stop stop = attempt.finish();
        watch.end();
        Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
        meters.ran(message.task(), took);
        timings.add(message, context.startedAt(), took);
        return switch (stop) {
            case null -> then;
            case LATE -> then;
            case TERMINATED -> () -> ending.end(attempt, new Outcome.Cancelled(Fault.revoked("terminated")));
            // its message is settled or back in its queue, and what this attempt came to is nobody's business any more
            case OVERDUE, ABANDONED -> () -> {};
            case STUCK -> pool::recover;
        };
    }

    /** That it is not known to have started keeps no task from running. */
    private void tellStarted(TaskMessage message, Handler handler) {
        if (work.properties().trackStarted() || handler.trackStarted()) {
            var _ = STARTED.thenCompose(_ -> ports.results()
                            .update(new Underway(
                                    message.id(), Underway.STARTED, work.json().write(work.started()))))
                    .exceptionally(failure -> {
                        log.warn("start not stored id={}", message.id(), failure);
                        return null;
                    });
        }
    }

    /** @return what ends it */
    private Runnable made(Attempt attempt, Handler handler, TaskContext context) {
        TaskMessage message = attempt.message();
        try {
            Outcome outcome = handler.call(message, context);
            return context.takePlan()
                    .<Runnable>map(plan -> () -> ending.become(attempt, plan))
                    .orElse(() -> ending.decide(attempt, outcome, handler.policy(message)));
        } catch (ChildLostException e) {
            return () -> {
                log.warn(
                        "{} {} was lost, and goes back to its queue: {}", message.task(), attempt.id(), e.getMessage());
                ending.lost(attempt);
            };
        } catch (StoreUnavailableException e) {
            return () -> {
                log.warn("{} {} was not run, and goes back to its queue", message.task(), attempt.id(), e);
                ending.postpone(attempt);
            };
        } catch (Throwable e) {
            // a handler says so with an outcome: this is thrown around it, and its attempt has failed all the same
            return () -> {
                log.warn(
                        "attempt failed outside of its handler task={} id={}",
                        message.task(),
                        attempt.id(),
                        Completion.readable(e));
                ending.fail(attempt, e);
            };
        }
    }
}
