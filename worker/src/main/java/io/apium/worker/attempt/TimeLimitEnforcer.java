package io.apium.worker.attempt;

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
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enforces the time limits of running attempts, with one thread for all, which starts with the first limit.
 *
 * <pre>
 *   soft limit          the handler is interrupted once; its own outcome settles the attempt
 *   hard limit          the attempt is settled as failed; the handler is interrupted
 *   hard limit + 1 s    the handler still runs: its slot is stuck, and the pool gets another thread for it
 * </pre>
 */
final class TimeLimitEnforcer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TimeLimitEnforcer.class);

    /** How long an interrupted handler may take to return. */
    private static final Duration LEAVE = Duration.ofSeconds(1);

    /** The alarms of one attempt. */
    record Watch(List<Future<?>> alarms) {

        static final Watch NONE = new Watch(List.of());

        /** The handler has returned. An alarm that rings at this moment finds the attempt finished, and does nothing. */
        void end() {
            alarms.forEach(alarm -> alarm.cancel(false));
        }
    }

    private final Pool pool;
    private final BiConsumer<Attempt, Disposition> settle;
    private final ScheduledThreadPoolExecutor timer;

    /** @param settle is given each attempt whose hard limit has passed */
    TimeLimitEnforcer(Pool pool, BiConsumer<Attempt, Disposition> settle) {
        this.pool = pool;
        this.settle = settle;
        this.timer = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().daemon().name("apium-time-limits").factory(),
                // after close no attempt has a limit
                new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** @param attempt has just started */
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

    private void overdue(Attempt attempt, Duration limit) {
        Disposition disposition = Disposition.overdue(attempt.isTerminated(), limit, attempt.lastOutput());
        if (attempt.stop(StopReason.HARD_LIMIT)) {
            settle.accept(attempt, disposition);
            var _ = after(LEAVE, () -> stuck(attempt));
        }
    }

    private void stuck(Attempt attempt) {
        if (attempt.stop(StopReason.STUCK)) {
            pool.replace();
            log.warn(
                    "slot is stuck: its handler ignores the interrupt after the hard time limit id={} task={} stuck={}",
                    attempt.id(),
                    attempt.message().task(),
                    pool.stuck(),
                    attempt.stack());
        }
    }

    /** The handler has returned: a slot that was stuck is the pool's again. */
    void left(@Nullable StopReason stop) {
        if (stop == StopReason.STUCK) {
            ring(pool::recover);
        }
    }

    private Future<?> after(Duration delay, Runnable alarm) {
        return timer.schedule(() -> ring(alarm), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** An exception would stay in the future, which no code reads. */
    private static void ring(Runnable alarm) {
        try {
            alarm.run();
        } catch (RuntimeException | Error failed) {
            log.error("time limit not enforced; the attempt goes on", failed);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
