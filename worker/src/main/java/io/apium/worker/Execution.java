package io.apium.worker;

import io.apium.canvas.TaskMessage;
import io.apium.store.StoreUnavailable;
import io.apium.task.Fault;
import io.apium.task.Outcome;
import io.apium.task.TaskRecord.Underway;
import io.apium.worker.Attempt.Stop;
import io.apium.worker.child.ChildLost;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to an attempt in a slot. */
final class Execution {

    private static final Logger log = LoggerFactory.getLogger(Execution.class);

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

    /** @param attempt was claimed for the calling thread, and may start */
    void run(Attempt attempt, Handler handler) {
        try {
            runReady(attempt, handler.ready());
        } catch (InterruptedException e) {
            // the worker ends, and has given the attempt back: it did not run
            Thread.currentThread().interrupt();
            work.gate().leave(handler.permit(attempt.message()));
        }
    }

    private void runReady(Attempt attempt, Handler handler) {
        TaskMessage message = attempt.message();
        Progress progress = new Progress(message.id(), ports.results(), work.json());
        TimeLimits limits = work.handlers().limits(handler).and(TimeLimits.of(message));
        TaskContext context = new TaskContext(message, limits, ports.clock().instant(), progress);
        if (work.properties().trackStarted() || handler.trackStarted()) {
            var _ = ports.results()
                    .update(new Underway(
                            message.id(), Underway.STARTED, work.json().write(work.started())));
        }
        long startedAt = System.nanoTime();
        attempt.begin(context);
        Deadlines.Watch watch = work.deadlines().watch(attempt, limits);
        if (work.revoked().contains(message, ports.clock().instant())) {
            // revoked after it was claimed and before it could be stopped
            attempt.stop(Stop.TERMINATED);
        }
        Runnable then = made(attempt, handler, context);
        Stop stop = attempt.finish();
        watch.end();
        work.gate().leave(handler.permit(message));
        Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
        meters.ran(message.task(), took);
        timings.add(message, context.startedAt(), took);
        switch (stop) {
            case null -> then.run();
            case LATE -> then.run();
            case TERMINATED -> ending.end(attempt, new Outcome.Cancelled(Fault.revoked("terminated")));
            // its message is settled or back in its queue, and what this attempt came to is nobody's business any more
            case OVERDUE, ABANDONED -> {}
            case STUCK -> pool.recover();
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
        } catch (ChildLost e) {
            log.warn("{} {} was lost, and goes back to its queue: {}", message.task(), message.id(), e.getMessage());
            return () -> ending.lost(attempt);
        } catch (StoreUnavailable e) {
            log.warn("{} {} was not run, and goes back to its queue", message.task(), message.id(), e);
            return () -> ending.postpone(attempt);
        }
    }
}
