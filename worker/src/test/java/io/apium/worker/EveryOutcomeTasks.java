package io.apium.worker;

import io.apium.canvas.Signature;
import io.apium.flow.plan.Plan;
import io.apium.task.QueueName;
import java.time.Duration;

/** Handlers with every outcome that a handler can have. */
class EveryOutcomeTasks {

    /** Throws even when it is asked what it is. */
    private static final class Evil extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    @Task("add")
    long add(long x, long y) {
        return x + y;
    }

    @Task("echo")
    Object echo(Object value) {
        return value;
    }

    @Task("fails")
    void fails() {
        throw new IllegalStateException("as ever");
    }

    @Task("evil")
    void evil() {
        throw new Evil();
    }

    @Task("retries")
    void retries(TaskContext context) {
        throw context.retry(Duration.ofHours(1));
    }

    @Task("elsewhere")
    void elsewhere(TaskContext context) {
        throw context.elsewhere(new QueueName("others"), Duration.ZERO, new IllegalStateException("not here"));
    }

    @Task(value = "limited", trackStarted = true, limit = @Limit(concurrency = 1))
    int limited(TaskContext context) {
        context.progress(1, 2);
        return 1;
    }

    @Task(value = "paced", rateLimit = "1000/s")
    int paced() {
        return 1;
    }

    @Task("grow")
    Plan grow() {
        return new Plan.Task(Signature.of("add", 1, 2));
    }
}
