package io.apium.worker.attempt;

import io.apium.task.Outcome;
import io.apium.task.TaskError;
import io.apium.worker.handler.StopReason;
import io.apium.worker.handler.TimeLimits;
import io.apium.worker.pool.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the time limits of what runs, with one thread for all, which is not even started while no task has a limit.
 *
 * <pre>
 *   soft limit   the handler is told and interrupted, once; its attempt is what it then comes to
 *   hard limit   the attempt has failed, and is settled; the handler is interrupted
 *   + 1 s        the handler has not left: its slot is stuck, and the pool gets another in its place
 * </pre>
 */
public final class TimeLimitEnforcer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TimeLimitEnforcer.class);

    /** How long an interrupted handler may take to leave its slot. */
    private static final Duration LEAVE = Duration.ofSeconds(1);

    /** What is due for one attempt. */
    record Watch(List<Future<?>> alarms) {

        static final Watch NONE = new Watch(List.of());

        /** The handler has ended. An alarm that rings at this moment finds the attempt finished, and does nothing. */
        void end() {
            alarms.forEach(alarm -> alarm.cancel(false));
        }
    }

    private final Pool pool;
    private final AttemptCompleter completer;
    private final ScheduledThreadPoolExecutor timer;

    public TimeLimitEnforcer(Pool pool, AttemptCompleter completer) {
        this.pool = pool;
        this.completer = completer;
        this.timer = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().daemon().name("apium-time-limits").factory(),
                // after the worker's end nothing has a limit any more
                new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** @param attempt runs, as of now */
    Watch watch(Attempt attempt, TimeLimits limits) {
        Duration soft = limits.soft();
        Duration hard = limits.hard();
        if (soft == null && hard == null) {
            return Watch.NONE;
        }
        List<Future<?>> alarms = new ArrayList<>();
        if (soft != null) {
            alarms.add(after(soft, () -> attempt.stop(StopReason.SOFT_LIMIT)));
        }
        if (hard != null) {
            alarms.add(after(hard, () -> overdue(attempt, hard)));
        }
        return new Watch(alarms);
    }

    /** A task that was revoked and did not mind is REVOKED all the same. */
    private void overdue(Attempt attempt, Duration limit) {
        Outcome.Final outcome = attempt.isTerminated()
                ? new Outcome.Revoked(TaskError.revoked("terminated"))
                : new Outcome.Failure(TaskError.timeLimit(limit, attempt.lastWords()));
        if (attempt.stop(StopReason.HARD_LIMIT)) {
            completer.step(attempt, () -> completer.end(attempt, outcome));
            var _ = after(LEAVE, () -> stuck(attempt));
        }
    }

    private void stuck(Attempt attempt) {
        if (attempt.stop(StopReason.STUCK)) {
            pool.replace();
            log.warn(
                    "a slot is stuck: {} does not end though its time limit is over and it was interrupted; {} stuck",
                    attempt.id(),
                    pool.stuck(),
                    attempt.whereItIs());
        }
    }

    private Future<?> after(Duration delay, Runnable alarm) {
        return timer.schedule(() -> ring(alarm), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What an alarm throws would be kept in a future that nobody asks. */
    private static void ring(Runnable alarm) {
        try {
            alarm.run();
        } catch (RuntimeException | Error failed) {
            log.error("a time limit could not be enforced; the attempt goes on", failed);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
