package io.apium.worker.attempt;

import io.apium.canvas.TaskMessage;
import io.apium.store.LimitStore.Permit;
import io.apium.store.StoreUnavailableException;
import io.apium.task.Outcome;
import io.apium.task.TaskError;
import io.apium.task.TaskRecord.InProgress;
import io.apium.worker.config.WorkerPorts;
import io.apium.worker.failure.ProcessingFailures;
import io.apium.worker.handler.AttemptContext;
import io.apium.worker.handler.ChildLostException;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.ProgressReporter;
import io.apium.worker.handler.StopReason;
import io.apium.worker.handler.TimeLimits;
import io.apium.worker.metrics.WorkerMetrics;
import io.apium.worker.pool.Pool;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to an attempt in a slot. */
final class AttemptRunner {

    private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);

    private static final CompletableFuture<Void> STARTED = CompletableFuture.completedFuture(null);

    private final DeliveryPipeline.Work work;
    private final WorkerPorts ports;
    private final Pool pool;
    private final WorkerMetrics metrics;
    private final AttemptCompleter completer;
    private final FlowTimingReporter flowTimingReporter;

    AttemptRunner(
            DeliveryPipeline.Work work,
            WorkerPorts ports,
            Pool pool,
            WorkerMetrics metrics,
            AttemptCompleter completer) {
        this.work = work;
        this.ports = ports;
        this.pool = pool;
        this.metrics = metrics;
        this.completer = completer;
        this.flowTimingReporter =
                new FlowTimingReporter(ports.times(), work.started().hostname(), pool);
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
            then = () -> completer.giveBack(attempt);
        } catch (StoreUnavailableException e) {
            then = () -> completer.postpone(attempt);
        } catch (Throwable e) {
            then = () -> completer.fail(attempt, e);
        }
        work.limiter().leave(permit);
        completer.step(attempt, then);
    }

    /** @return what ends it */
    private Runnable begun(Attempt attempt, Handler ready) {
        TaskMessage message = attempt.message();
        TimeLimits limits;
        AttemptContext context;
        try {
            ProgressReporter progress = new ProgressReporter(message.id(), ports.results(), work.handlerJson());
            limits = work.handlers().limits(ready).and(TimeLimits.of(message));
            context = new AttemptContext(message, limits, ports.clock().instant(), progress);
            tellStarted(message, ready);
        } catch (Throwable e) {
            ready.spare();
            throw e;
        }
        long startedAt = System.nanoTime();
        attempt.begin(context);
        TimeLimitEnforcer.Watch watch = TimeLimitEnforcer.Watch.NONE;
        Runnable then;
        try {
            watch = work.timeLimits().watch(attempt, limits);
            if (work.revoked().contains(message, ports.clock().instant())) {
                // revoked after it was claimed and before it could be stopped
                attempt.stop(StopReason.REVOKED);
            }
            then = made(attempt, ready, context);
        } catch (Throwable e) {
            // made throws nothing: the handler was not called
            ready.spare();
            then = () -> completer.fail(attempt, e);
        }
        StopReason stop = attempt.finish();
        watch.end();
        Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
        metrics.ran(message.task(), took);
        flowTimingReporter.add(message, context.startedAt(), took);
        return switch (stop) {
            case null -> then;
            case SOFT_LIMIT -> then;
            case REVOKED -> () -> completer.end(attempt, new Outcome.Revoked(TaskError.revoked("terminated")));
            // its message is settled or back in its queue, and what this attempt came to is nobody's business any more
            case HARD_LIMIT, WORKER_STOPPED -> () -> {};
            case STUCK -> pool::recover;
        };
    }

    /** That it is not known to have started keeps no task from running. */
    private void tellStarted(TaskMessage message, Handler handler) {
        if (work.properties().trackStarted() || handler.trackStarted()) {
            var _ = STARTED.thenCompose(_ -> ports.results()
                            .update(new InProgress(
                                    message.id(),
                                    InProgress.STARTED,
                                    work.handlerJson().write(work.started()))))
                    .exceptionally(failure -> {
                        log.warn("start not stored id={}", message.id(), failure);
                        return null;
                    });
        }
    }

    /** @return what ends it */
    private Runnable made(Attempt attempt, Handler handler, AttemptContext context) {
        TaskMessage message = attempt.message();
        try {
            Outcome outcome = handler.call(message, context);
            return context.takePlan()
                    .<Runnable>map(plan -> () -> completer.become(attempt, plan))
                    .orElse(() -> completer.decide(attempt, outcome, handler.policy(message)));
        } catch (ChildLostException e) {
            return () -> {
                log.warn(
                        "{} {} was lost, and goes back to its queue: {}", message.task(), attempt.id(), e.getMessage());
                completer.lost(attempt);
            };
        } catch (StoreUnavailableException e) {
            return () -> {
                log.warn("{} {} was not run, and goes back to its queue", message.task(), attempt.id(), e);
                completer.postpone(attempt);
            };
        } catch (Throwable e) {
            // a handler says so with an outcome: this is thrown around it, and its attempt has failed all the same
            return () -> {
                log.warn(
                        "attempt failed outside of its handler task={} id={}",
                        message.task(),
                        attempt.id(),
                        ProcessingFailures.readable(e));
                completer.fail(attempt, e);
            };
        }
    }
}
