package io.apium.worker.builtin;

import io.apium.task.JsonText;
import io.apium.worker.Retry;
import io.apium.worker.Task;
import io.apium.worker.TaskContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tasks that show something: an echo, a wait, a failure, progress, one that succeeds in the end. */
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

    /** Asks to be tried again until it has failed often enough. */
    @Task(
            value = "demo.flaky",
            retry =
                    @Retry(
                            max = 100,
                            on = {},
                            delay = "PT1S"))
    int flaky(int failures, Optional<Double> delay, TaskContext context) {
        ArgumentChecks.that(failures >= 0, "failures is 0 or more, got: " + failures);
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
        ArgumentChecks.that(steps >= 1 && steps <= STEPS_MAX, "steps is 1 to " + STEPS_MAX + ", got: " + steps);
        for (int done = 1; done <= steps; done++) {
            pause(seconds);
            context.progress(done, steps);
        }
        return steps;
    }

    /** Waits on what never comes, so that an interrupt ends it. */
    private static void pause(double seconds) throws InterruptedException {
        checkSeconds(seconds);
        var _ = new CountDownLatch(1).await((long) (seconds * TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS);
    }

    private static void checkSeconds(double seconds) {
        ArgumentChecks.that(seconds >= 0 && seconds <= SLEEP_MAX.toSeconds(), "seconds is 0 to 86400, got: " + seconds);
    }
}
