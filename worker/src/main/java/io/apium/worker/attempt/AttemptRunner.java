package io.apium.worker.attempt;

import io.apium.canvas.TaskMessage;
import io.apium.store.StoreUnavailableException;
import io.apium.task.Outcome;
import io.apium.worker.attempt.Disposition.Requeue;
import io.apium.worker.failure.ProcessingFailures;
import io.apium.worker.handler.AttemptContext;
import io.apium.worker.handler.AttemptContextFactory;
import io.apium.worker.handler.ChildLostException;
import io.apium.worker.handler.Handler;
import io.apium.worker.handler.Invocation;
import io.apium.worker.handler.Invoker;
import io.apium.worker.handler.StopReason;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Runs the handler of an attempt in a slot. Meanwhile, log lines of the thread have its task in SLF4J's MDC. */
final class AttemptRunner {

    /** The key of the task's id in the MDC. */
    static final String TASK_ID = "taskId";

    /** The key of the task's name in the MDC. */
    static final String TASK = "task";

    private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);

    private final Invoker invoker;
    private final AttemptContextFactory contexts;
    private final StartReporter starts;
    private final TimeLimitEnforcer timeLimits;
    private final RevokedTasks revoked;
    private final AttemptTimings timings;

    AttemptRunner(
            Invoker invoker,
            AttemptContextFactory contexts,
            StartReporter starts,
            TimeLimitEnforcer timeLimits,
            RevokedTasks revoked,
            AttemptTimings timings) {
        this.invoker = invoker;
        this.contexts = contexts;
        this.starts = starts;
        this.timeLimits = timeLimits;
        this.revoked = revoked;
        this.timings = timings;
    }

    /**
     * Throws nothing.
     *
     * @param attempt the calling thread has claimed it, and its limits let it start
     * @return decides what becomes of it; may be called again when it throws
     */
    Supplier<Disposition> run(Attempt attempt, Handler handler) {
        try {
            MDC.put(TASK_ID, attempt.id().value());
            MDC.put(TASK, attempt.message().task());
            return timed(attempt, handler, invoker.prepare(handler));
        } catch (InterruptedException e) {
            // the worker stops, and the handler was not called
            Thread.currentThread().interrupt();
            return () -> Requeue.NOW;
        } catch (StoreUnavailableException e) {
            return () -> Requeue.AFTER_OUTAGE;
        } catch (Throwable e) {
            return () -> Disposition.failed(e);
        } finally {
            // a handler may have left more in it
            MDC.clear();
        }
    }

    private Supplier<Disposition> timed(Attempt attempt, Handler handler, Invocation invocation) {
        TaskMessage message = attempt.message();
        AttemptContext context = context(message, handler, invocation);
        attempt.begin(context);
        Supplier<Disposition> decision = limited(attempt, handler, invocation, context);
        StopReason stop = attempt.finish();
        timeLimits.left(stop);
        timings.add(message, context.startedAt(), attempt.ran());
        return () -> Disposition.afterStop(stop, decision);
    }

    private AttemptContext context(TaskMessage message, Handler handler, Invocation invocation) {
        try {
            AttemptContext context = contexts.of(message, handler);
            starts.report(message, handler);
            return context;
        } catch (Throwable e) {
            invocation.cancel();
            throw e;
        }
    }

    /** Throws nothing: the attempt has begun, and must be finished by the caller. */
    private Supplier<Disposition> limited(
            Attempt attempt, Handler handler, Invocation invocation, AttemptContext context) {
        TimeLimitEnforcer.Watch watch = TimeLimitEnforcer.Watch.NONE;
        try {
            watch = timeLimits.watch(attempt, context.limits());
            if (revoked.contains(attempt.message(), contexts.now())) {
                // revoked after it was claimed and before it could be stopped
                attempt.stop(StopReason.REVOKED);
            }
            return called(attempt, handler, invocation, context);
        } catch (Throwable e) {
            // called throws nothing: the handler did not run
            invocation.cancel();
            return () -> Disposition.failed(e);
        } finally {
            watch.end();
        }
    }

    private Supplier<Disposition> called(
            Attempt attempt, Handler handler, Invocation invocation, AttemptContext context) {
        TaskMessage message = attempt.message();
        try {
            Outcome outcome = invocation.call(message, context);
            return context.takePlan()
                    .<Supplier<Disposition>>map(
                            plan -> () -> Disposition.ofPlan(attempt.repeatable(), plan, contexts.now()))
                    .orElse(() -> Disposition.of(message, outcome, handler.policy(message), contexts.now()));
        } catch (ChildLostException e) {
            return () -> lost(attempt, e);
        } catch (StoreUnavailableException e) {
            return () -> unreadable(attempt, e);
        } catch (Throwable e) {
            // a handler returns its own failure as an outcome: this was thrown around it
            return () -> failed(attempt, e);
        }
    }

    private static Disposition lost(Attempt attempt, ChildLostException e) {
        log.warn(
                "child process lost; the message is requeued task={} id={} reason={}",
                attempt.message().task(),
                attempt.id(),
                e.getMessage());
        return new Disposition.Lost();
    }

    private static Disposition unreadable(Attempt attempt, StoreUnavailableException e) {
        log.warn(
                "input not readable; the message is requeued task={} id={}",
                attempt.message().task(),
                attempt.id(),
                e);
        return Requeue.AFTER_OUTAGE;
    }

    private static Disposition failed(Attempt attempt, Throwable e) {
        log.warn(
                "attempt failed outside of its handler task={} id={}",
                attempt.message().task(),
                attempt.id(),
                ProcessingFailures.readable(e));
        return Disposition.failed(e);
    }
}
