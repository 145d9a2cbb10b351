package io.apium.worker.builtin;

import io.apium.task.JsonText;
import io.apium.worker.Retry;
import io.apium.worker.Task;
import io.apium.worker.TaskContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Demo tasks: echo, sleep, failure, progress, and one that succeeds after some failures. */
final class DemoTasks {

    private static final int STEPS_MAX = BuiltinBounds.PROGRESS_STEPS.intMax();
    private static final Duration SLEEP_MAX = Duration.ofSeconds(BuiltinBounds.SLEEP.max());

    @Task("demo.echo")
    JsonText echo(JsonText value) {
        return value;
    }

    @Task(value = "demo.sleep", trackStarted = true)
    double sleep(double seconds) throws InterruptedException {
        pause(seconds);
        return seconds;
    }

    @Task("demo.fail")
    void fail(Optional<String> message) {
        throw new IllegalStateException(message.orElse("asked to fail"));
    }

    /** Requests a retry until it has failed the given number of times. */
    @Task(
            value = "demo.flaky",
            retry =
                    @Retry(
                            max = 100,
                            on = {},
                            delay = "PT1S"))
    int flaky(int failures, Optional<Double> delay, TaskContext context) {
        ArgumentChecks.that(failures >= 0, "failures must be 0 or more, got: " + failures);
        delay.ifPresent(DemoTasks::checkSeconds);
        if (context.attempt() > failures) {
            return context.attempt();
        }
        Exception failure = new IllegalStateException("attempt " + context.attempt() + " was asked to fail");
        throw delay.map(seconds -> context.retry(failure, Duration.ofMillis(Math.round(seconds * 1000))))
                .orElseGet(() -> context.retry(failure));
    }

    @Task("demo.progress")
    int progress(int steps, double seconds, TaskContext context) throws InterruptedException {
        ArgumentChecks.that(steps >= 1 && steps <= STEPS_MAX, "steps must be 1 to " + STEPS_MAX + ", got: " + steps);
        for (int done = 1; done <= steps; done++) {
            pause(seconds);
            context.progress(done, steps);
        }
        return steps;
    }

    /** Waits on a latch that is never released, so that an interrupt ends the wait. */
    private static void pause(double seconds) throws InterruptedException {
        checkSeconds(seconds);
        var _ = new CountDownLatch(1).await((long) (seconds * TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS);
    }

    private static void checkSeconds(double seconds) {
        ArgumentChecks.that(
                seconds >= 0 && seconds <= SLEEP_MAX.toSeconds(), "seconds must be 0 to 86400, got: " + seconds);
    }
}
